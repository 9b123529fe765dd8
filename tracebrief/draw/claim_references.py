"""Where the source of the prose names values and claims: `{.claim key="…"}`, `{.claim id="…"}`, several with spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ATTRIBUTES = re.compile(r"\{([^{}]*\.claim(?![\w-])[^{}]*)\}")
NAMES = re.compile(r"\b(key|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'}]+))")


@dataclass(frozen=True)
class ClaimReference:
    """A place of the prose that rests on values, by their keys, or on claims, by their ids, and its line from 1."""

    line: int
    keys: tuple[str, ...]
    ids: tuple[str, ...]


def find_claim_references(source: str) -> Iterator[ClaimReference]:
    """Yield every place of a page's source that names values or claims, in its order."""
    for match in ATTRIBUTES.finditer(source):
        named = {name: "".join(written).split() for name, *written in NAMES.findall(match[1])}
        line = source.count("\n", 0, match.start()) + 1
        yield ClaimReference(line, tuple(named.get("key", ())), tuple(named.get("id", ())))
