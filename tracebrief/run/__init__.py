"""Runs the notebooks: their pairs, their kernels, and what each read and wrote."""
