"""Rules on who was there: P2xx."""
