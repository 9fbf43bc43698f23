"""Mentions where only names have capitals and offices are words apart."""
