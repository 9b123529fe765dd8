"""Prose, figures and values to HTML and PDF, by Quarto or by the embedded engine."""
