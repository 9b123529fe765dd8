"""What every room may use: where files are, what is kept, how authored files are read, and how mistakes are told."""
