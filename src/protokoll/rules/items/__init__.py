"""Rules on the items of the meeting: P3xx."""
