"""The map of the desk: pure functions from a viewport, the land, lights and ways to cells of the terminal."""
