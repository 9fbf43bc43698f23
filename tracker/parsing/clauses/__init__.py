"""Clauses and their verb brackets."""
