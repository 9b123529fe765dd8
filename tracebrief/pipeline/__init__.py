"""Runs the steps, checks what they made, and publishes it whole or not at all."""
