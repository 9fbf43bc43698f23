"""The pages about one person, place, pair or source: what stands on them, without any Textual."""
