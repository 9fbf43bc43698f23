"""From an article to events: pure functions, no network, no model download. Language packs are data."""
