"""What to believe: agreement and conflict, independent origins, verification status, age."""
