"""Mentions joined to the codebook: claims, actors, reused passages, chains of reporting."""
