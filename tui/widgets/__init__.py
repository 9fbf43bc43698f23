"""The pieces that the screens are made of; each draws a presenter's value and sends messages up."""
