"""The terminal desk: browse the views, the evidence and the log, append by hand, travel in time."""
