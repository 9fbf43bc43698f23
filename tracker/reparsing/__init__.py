"""What today's parser reads otherwise than an earlier one: found, shown, and appended as curation of the old claims."""
