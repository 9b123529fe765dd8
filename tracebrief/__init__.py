"""A brief you can check: raw texts in, a versioned brief out, every claim linked to its words.

Each step of a brief is a notebook, and has a room of the same name here. A room imports earlier rooms, never a later
one; CONTRIBUTING.md lists them.
"""
