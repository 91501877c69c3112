"""Seed file to Capture: decoded text with its kind and what is known about it."""
