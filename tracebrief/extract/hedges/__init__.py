"""Words by which a text steps back from what it says, and what they govern."""
