"""The nouns: what a meeting is made of. Data only; nothing here reads, judges or prints."""
