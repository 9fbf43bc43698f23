"""One screen a module; each asks its presenter and arranges widgets."""
