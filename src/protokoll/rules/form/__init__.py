"""Rules on form, language and accessibility: P7xx."""
