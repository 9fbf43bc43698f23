"""Who is meant: mentions become the actors of a text."""
