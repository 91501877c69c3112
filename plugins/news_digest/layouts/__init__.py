"""Layouts: where one publisher's captures keep things, as data."""
