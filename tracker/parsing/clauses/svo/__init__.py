"""Clauses where order, not form, says who does what."""
