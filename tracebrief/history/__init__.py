"""What changed between two states of a brief: claims, conflicts and texts, from the ledgers that git holds."""
