"""Who was where: evidence by person, the latest place of each (DOMAIN 3.1), and the journeys (DOMAIN 3.2)."""
