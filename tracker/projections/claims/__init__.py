"""Level 0: one typed row for every effective claim, with its source and its words in the search index."""
