"""The embedded log's parts: the file, its lock, and how records are appended, read and verified."""
