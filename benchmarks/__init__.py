"""The budgets of the design, measured: each bench file has ``measures(quick)``."""
