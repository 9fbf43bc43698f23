"""What people type, read: dates as one says them, and filters."""
