"""What English words mean for reading: one YAML file per lexicon beside this module, read once into typed entries."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError

E = TypeVar("E", bound=Entry)
FOLDER = Path(__file__).parent


@cache
def read_lexicon(name: str, kind: type[E]) -> tuple[E, ...]:
    """Return the entries of `<name>.yml`.

    Raises:
        CodebookError: the file is not valid.
    """
    return tuple(read_authored(FOLDER / f"{name}.yml", list[kind], error=CodebookError))
