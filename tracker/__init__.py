"""The tracker of diplomatic meetings: from articles to events, from the log to views."""
