"""What a passage says, at its place, with the rule that read it. Reading never judges."""
