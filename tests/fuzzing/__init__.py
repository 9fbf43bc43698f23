"""Every reader of foreign bytes, called with bytes that nobody would send in good faith."""
