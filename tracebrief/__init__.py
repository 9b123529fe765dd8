"""A brief you can check: raw texts in, a versioned brief out, every finding linked to its words.

The rooms follow the notebooks, in order: read, extract, link, weigh, audit, draw, render, build.
A room imports the package root and earlier rooms, never a later one.
"""
