"""What is checked before a digest goes out: the story files, and the built site."""
