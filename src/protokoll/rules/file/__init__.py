"""Rules on the file itself and on the checking of it: P9xx."""
