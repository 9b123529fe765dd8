"""Numbers as written, with their units: what they count is not known here yet."""
