"""The lanes of the timeline: the axis of days, what lies in sight of a lane, and how it is drawn; pure functions."""
