"""`python -m tracebrief`."""

from tracebrief.cli import app

if __name__ == "__main__":
    app()
