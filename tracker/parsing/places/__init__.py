"""Places that a sentence names or points back to."""
