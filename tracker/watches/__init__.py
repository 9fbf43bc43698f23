"""Watches: what somebody waits for in the events to come, and how they are told."""
