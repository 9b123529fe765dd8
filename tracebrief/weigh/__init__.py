"""What to believe: agreement and conflict, independent origins, standing, age."""
