"""The command line: thin commands, and what they show in the terminal."""

from tracebrief.cli.app import app

__all__ = ["app"]
