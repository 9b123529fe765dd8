"""Records that travel: the tables, claims, build and citation in the forms that other tools read."""
