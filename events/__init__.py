"""What happened, as reported: the immutable events and the log that keeps them. Knows nothing of the rest."""
