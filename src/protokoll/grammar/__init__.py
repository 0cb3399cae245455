"""Small grammars that reader and rules share: dates, times, names, sentences, case numbers, and who served in what."""
