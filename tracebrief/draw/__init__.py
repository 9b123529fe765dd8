"""Tables to figures, and the values that the prose quotes."""
