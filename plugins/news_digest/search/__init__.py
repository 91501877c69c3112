"""The search index: stories as words that can be found in any script, and Pagefind, which makes files of them."""
