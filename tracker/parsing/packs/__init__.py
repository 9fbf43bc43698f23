"""What the parser knows: language packs, their check, and the world of names."""
