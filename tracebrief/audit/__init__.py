"""What was found against what a person marks, what was missed, and whether every quoted word is in place."""
