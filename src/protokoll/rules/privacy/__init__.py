"""Rules on what should not be published: P6xx."""
