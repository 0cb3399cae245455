"""Rules on decisions, claims and votes: P4xx."""
