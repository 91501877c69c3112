"""The theme shown by itself: every part and every kind of page with invented examples, which serve as tests too."""
