"""A day's work of a desk in little time: feeds that misbehave, a reader, a writer, and a runner that is killed."""
