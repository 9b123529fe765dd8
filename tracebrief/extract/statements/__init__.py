"""What somebody is shown to say, and who says it."""
