"""What the rooms hand on: spans, days, and the typed rows of every table."""
