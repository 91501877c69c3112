"""Vocabulary and tags, related stories, and what a capture's printed list of related stories points to."""
