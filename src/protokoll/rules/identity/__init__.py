"""Rules on what the minutes are, and when and where the meeting was: P1xx."""
