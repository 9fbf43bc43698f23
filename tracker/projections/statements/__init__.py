"""Statements, each once however often it is printed (DOMAIN 3.5)."""
