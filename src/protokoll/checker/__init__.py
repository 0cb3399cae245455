"""Checking files: which ones, under which settings, side by side; mending them, and what is known and not told."""
