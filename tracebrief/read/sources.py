"""The record of each text: who published it, when, and from which of its words that is known.

Nothing is taken from outside the text without saying so: a field whose words are not in the text is refused,
an unknown field is null, an unknown day is a bounded interval.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tracebrief.model.columns import INTERMEDIARY_ROLE
from tracebrief.model.days import interval
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import SourceError
from tracebrief.project.paths import Project


def _edtf(value: str) -> str:
    interval(value)
    return value


class Basis(Entry):
    """Words of the text, and what follows from them; `outside` names a fact that the words alone do not give."""

    words: str
    says: str
    outside: str | None = None


class Intermediary(Entry):
    """Someone through whom the story was reported, with the words that show it."""

    who: str
    role: INTERMEDIARY_ROLE
    words: str


class Published(Entry):
    """The publication day in EDTF, and what bounds it."""

    edtf: Annotated[str, AfterValidator(_edtf)]
    basis: list[Basis] = Field(min_length=1)


class Reliability(Entry):
    """How near the text is to what it reports: a grade of the text, not of its publisher."""

    grade: Literal["direct", "mixed", "derived", "altered"]
    reason: str


class Source(Entry):
    """One text and what is known of it."""

    key: str = Field(pattern=r"^[a-z][a-z0-9]+$")
    file: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    title: str | None
    outlet: str | None
    republisher: str | None
    author: str | None
    url: str | None
    published: Published
    chain: list[Intermediary]
    reliability: Reliability


def read_sources(project: Project) -> list[Source]:
    """Return the records of `data/sources.yml`, in the order of their keys.

    Raises:
        SourceError: the file is not valid, or two records share a key, a file or a hash.
    """
    sources = read_authored(project.sources, list[Source], error=SourceError)
    for field in ("key", "file", "sha256"):
        seen: dict[str, str] = {}
        for source in sources:
            value = getattr(source, field)
            if value in seen:
                what = f"{source.key!r} and {seen[value]!r} have the same {field}"
                raise SourceError("data/sources.yml", what, "keep one record per text")
            seen[value] = source.key
    return sorted(sources, key=lambda source: source.key)
