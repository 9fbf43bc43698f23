"""Trying a projection out beside the views in use: run, watched event by event, compared, checked."""
