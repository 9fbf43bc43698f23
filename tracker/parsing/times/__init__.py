"""Phrases of time and what they mean."""
