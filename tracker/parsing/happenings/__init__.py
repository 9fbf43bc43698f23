"""What is told to happen: from triggers to events with their evidence."""
