"""Tokens, sentences and noun phrases: the ground of every later stage."""
