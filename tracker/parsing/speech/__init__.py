"""Who said what to whom, and which happenings hang on whose word."""
