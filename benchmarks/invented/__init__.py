"""Municipalities, bodies, people and words that do not exist, for archives that look as if they did."""
