"""Language packs: one folder a language, data only."""
