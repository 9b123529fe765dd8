"""A text as spaCy sees it, and walks through its parse."""
