"""Figures that articles print of journeys and meetings, beside those that are reckoned (DOMAIN 3.7, 3.9)."""
