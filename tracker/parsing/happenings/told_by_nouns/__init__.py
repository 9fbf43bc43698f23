"""Happenings that nouns tell."""
