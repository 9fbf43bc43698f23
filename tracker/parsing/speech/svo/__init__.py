"""Speech where the order is subject, verb, object."""
