"""What the screens show, as plain values: no Textual in here, so that it can be tested without a terminal."""
