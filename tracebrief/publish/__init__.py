"""Publishes a version whole or not at all, beside the earlier ones that are kept."""
