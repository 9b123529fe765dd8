"""Parameters of notebooks: given by name on the command line, each to the notebooks that have it."""

import ast
import contextlib
import json

from tracebrief.project.errors import NotebookError
from tracebrief.run.paired_notebooks import NotebookDescription

Parameters = dict[str, object]


def parse_parameters(given: list[str]) -> Parameters:
    """Return parameters from the command line, each `name=value` with a JSON or Python literal, or words.

    Raises:
        NotebookError: one has no name or no value.
    """
    parameters: Parameters = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name.isidentifier() and equals):
            raise NotebookError(f"-p {text}", "a parameter is a name and a value", "write -p name=value")
        parameters[name] = read_literal(value)
    return parameters


def assign_parameters(notebooks: dict[str, NotebookDescription], given: Parameters) -> dict[str, Parameters]:
    """Return, by notebook, those of the `given` parameters that it has.

    Raises:
        NotebookError: no notebook has a parameter of this name.
    """
    names = sorted({name for notebook in notebooks.values() for name in notebook.parameters})
    for name in given:
        if name not in names:
            raise NotebookError(f"-p {name}", "no notebook has this parameter", f"use one of {', '.join(names)}")
    return {key: {name: given[name] for name in each.parameters if name in given} for key, each in notebooks.items()}


def read_literal(text: str) -> object:
    """Return the JSON or Python literal that words are, or the words."""
    for read in (json.loads, ast.literal_eval):
        with contextlib.suppress(ValueError, SyntaxError):
            return read(text)
    return text
