"""Rules on approval, notice and appeal: P5xx."""
