"""Happenings that verbs tell."""
