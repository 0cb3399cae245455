"""Many documents: found, converted side by side, kept current, and searched."""
