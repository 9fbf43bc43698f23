"""Exports: one small module a format, each a function from what is known at a cut-off to text."""
