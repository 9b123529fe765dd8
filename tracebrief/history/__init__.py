"""What changed between two snapshots of a brief: claims, conflicts and texts, from the ledgers that git holds."""
