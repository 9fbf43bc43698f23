"""From the bytes of a file, page or mail to an article: its text to the letter and the facts about it."""
