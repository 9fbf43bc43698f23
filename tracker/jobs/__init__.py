"""Jobs that run by the clock: what they do, when, who may, and what became of them."""
