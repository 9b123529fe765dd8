"""Whether a commit gives the same bytes wherever it is built, and both engines the same brief; if not, why."""
