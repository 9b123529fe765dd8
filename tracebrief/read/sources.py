"""The record of each text: who published it, when, and from which of its words that is known.

Nothing is taken from outside the text without saying so: a field whose words are not in the text is refused,
an unknown field is null, an unknown day is a bounded interval.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

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


class OutsideFact(Entry):
    """A fact that the brief takes from outside the texts: its name, what it says, and where it is from."""

    outside: str = Field(pattern=r"^[a-z][a-z0-9.-]*$")
    says: str
    grounds: str


def _kind(record: Any) -> str:
    return "outside fact" if isinstance(record, dict) and "outside" in record else "text"


Record = Annotated[Annotated[Source, Tag("text")] | Annotated[OutsideFact, Tag("outside fact")], Discriminator(_kind)]


def read_outside_facts(project: Project) -> list[OutsideFact]:
    """Return what `data/sources.yml` declares to come from outside the texts, in its order.

    Raises:
        SourceError: the file is not valid, or two facts have one name.
    """
    facts = [record for record in _read_records(project) if isinstance(record, OutsideFact)]
    names = [fact.outside for fact in facts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise SourceError("data/sources.yml", f"two facts from outside are called {twice!r}", "rename one")
    return facts


def read_sources(project: Project) -> list[Source]:
    """Return the records of texts of `data/sources.yml`, in the order of their keys.

    Raises:
        SourceError: the file is not valid, or two records share a key, a file or a hash.
    """
    sources = [record for record in _read_records(project) if isinstance(record, Source)]
    for field in ("key", "file", "sha256"):
        seen: dict[str, str] = {}
        for source in sources:
            value = getattr(source, field)
            if value in seen:
                what = f"{source.key!r} and {seen[value]!r} have the same {field}"
                raise SourceError("data/sources.yml", what, "keep one record per text")
            seen[value] = source.key
    return sorted(sources, key=lambda source: source.key)


def altered_texts(sources: Iterable[Source]) -> set[str]:
    """Return the keys of the texts whose words somebody altered."""
    return {source.key for source in sources if source.reliability.grade == "altered"}


def _read_records(project: Project) -> list[Source | OutsideFact]:
    return read_authored(project.sources, list[Record], error=SourceError)
