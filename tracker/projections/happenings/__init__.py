"""Happenings: what the reports are about, computed from them and never stored in the log (DOMAIN 3.0)."""
