"""What a brief is about: its measures, actors, places, event types and topics, as people wrote them down.

The codebook is the only thing that knows the subject. Whatever would fit two entries alike is refused when the
file is read, not settled by the order in which it happens to stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

import networkx as nx
from pydantic import Field, model_validator

from tracebrief.link.name_index import NameIndex
from tracebrief.link.word_conditions import MarkedExample, WordCondition
from tracebrief.model.columns import BOUND
from tracebrief.model.wording import plain
from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project

WHERE = "data/codebook.yml"
KEY = r"^[a-z][a-z0-9_]*$"


class KeyedEntry(Entry):
    """An entry with the key that claims name it by."""

    key: str = Field(pattern=KEY)


class MeasureExample(MarkedExample):
    """A marked quantity and the value that it must be read as."""

    low: float | None
    high: float | None
    bound: BOUND


class Apart(Entry):
    """A measure that this one must never be compared with, and why."""

    measure: str
    because: str


class Measure(KeyedEntry):
    """One thing that the sources count."""

    label: str
    definition: str
    unit: str | None
    dimension: str
    counted: WordCondition = WordCondition()
    near: WordCondition = WordCondition()
    # Days between two reports up to which their values may still be compared; the thing counted changes slowly.
    steady_days: int = 0
    same_place: bool = False
    # It counts what happened up to the day of the report, not what is so on that day.
    happened: bool = False
    comparable_with: tuple[str, ...] = ()
    # The share that this one leaves over: 60 % of the one is 40 % of the other.
    rest_of: str | None = None
    apart_from: tuple[Apart, ...] = ()
    # Measures of the whole that this one counts a part of: none of them can be less.
    part_of: tuple[str, ...] = ()
    example: MeasureExample


class Actor(KeyedEntry):
    """A person, organisation, outlet or unnamed group.

    Attributes:
        speaks_for: whose account it gives: a spokesman's words are the force's.
        part_of: the party that it belongs to: two of one party never bear each other out.
    """

    name: str
    kind: Literal["person", "organisation", "outlet", "unnamed"]
    aliases: list[str]
    speaks_for: str | None = None
    part_of: str | None = None
    # Words that make an act this actor's ("a Danish raid"), and those that make what its name begins another's.
    adjectives: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    example: str

    @property
    def names(self) -> list[str]:
        """Every form that stands for this actor."""
        return [self.name, *self.aliases]


class Located(Entry):
    """Where a place without coordinates lies: a place that has them, and the words that put it there."""

    place: str
    words: str


class Place(KeyedEntry):
    """A place with sourced coordinates, one known only by another place, or an area without a point.

    Its kind is a word of the codebook's own, by which texts may mean it too ("the camp").
    """

    name: str
    kind: str = Field(pattern=r"^[a-z][a-z -]*$")
    within: str | None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    coordinates: str | None = None
    located_by: Located | None = None
    aliases: list[str]
    example: str

    @property
    def names(self) -> list[str]:
        """Every form that stands for this place."""
        return [self.name, *self.aliases]

    @property
    def is_area(self) -> bool:
        """Whether it is a region or a country: nothing says at which point it lies."""
        return self.latitude is None and self.located_by is None

    @model_validator(mode="after")
    def _says_where(self) -> "Place":
        point = [self.latitude, self.longitude, self.coordinates]
        if any(part is None for part in point) and any(part is not None for part in point):
            raise ValueError("give latitude, longitude and the coordinates' source together, or none of them")
        if self.latitude is not None and self.located_by is not None:
            raise ValueError("give sourced coordinates or `located_by`, not both")
        return self


class EventType(KeyedEntry):
    """One kind of thing that happens, named by its trigger lemmas."""

    label: str
    triggers: list[str] = Field(min_length=1)
    agent: WordCondition = WordCondition()
    patient: WordCondition = WordCondition()
    clause: WordCondition = WordCondition()
    example: str


class Topic(KeyedEntry):
    """One thing that statements are about."""

    label: str
    words: list[str] = Field(min_length=1)
    example: str

    @cached_property
    def condition(self) -> WordCondition:
        """Whether one of its words stands in a text."""
        return WordCondition(any=tuple(self.words))


class Codebook(Entry):
    """All that a brief's authors wrote down about its subject."""

    measures: list[Measure]
    actors: list[Actor]
    places: list[Place]
    event_types: list[EventType]
    topics: list[Topic]

    @cached_property
    def actor_names(self) -> NameIndex:
        """The names of all actors."""
        return index_names(self.actors)

    @cached_property
    def all_names(self) -> NameIndex:
        """The names of all actors and places; what is part of an actor's name is no place."""
        return index_names([*self.actors, *self.places])

    def measure(self, key: str) -> Measure:
        """Return the measure `key`."""
        return next(entry for entry in self.measures if entry.key == key)

    def actor(self, key: str) -> Actor:
        """Return the actor `key`."""
        return next(entry for entry in self.actors if entry.key == key)

    def party(self, key: str) -> str:
        """Return the party that the actor `key` counts as: whom it speaks for or is part of, up to the last."""
        while above := self.actor(key).speaks_for or self.actor(key).part_of:
            key = above
        return key

    def place(self, key: str) -> Place:
        """Return the place `key`."""
        return next(entry for entry in self.places if entry.key == key)

    def keys_of(self, field: str) -> frozenset[str]:
        """Return the keys that a claim's field may have, none where the field has no keys."""
        return frozenset(entry.key for entry in self.keyed.get(field, ()))

    @property
    def keyed(self) -> dict[str, Sequence[KeyedEntry]]:
        """The fields of a claim whose values are keys, and the entries that have them."""
        return {
            "measure": self.measures,
            "actor": self.actors,
            "place": self.places,
            "event": self.event_types,
            "topic": self.topics,
        }

    def label(self, key: str | None) -> str | None:
        """Return the label or name of any entry, None for None."""
        return self._labels.get(key or "")

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The labels of measures, event types and topics and the names of actors and places, the first of a key."""
        labels = {entry.key: entry.name for entry in self.places}
        labels |= {entry.key: entry.name for entry in self.actors}
        labels |= {entry.key: entry.label for entry in self.topics}
        labels |= {entry.key: entry.label for entry in self.event_types}
        return labels | {entry.key: entry.label for entry in self.measures}

    def around(self, key: str) -> list[str]:
        """Return the places that the place `key` lies within, nearest first."""
        result: list[str] = []
        while (within := self.place(key).within) is not None:
            result.append(key := within)
        return result


def index_names(entries: Iterable[Actor | Place]) -> NameIndex:
    """Return the names of entries, to look for."""
    return NameIndex.of((entry.key, name) for entry in entries for name in entry.names)


def read_codebook(project: Project) -> Codebook:
    """Return `data/codebook.yml`, its entries checked against each other but not yet against their examples.

    Raises:
        CodebookError: the file is not valid, an entry names an unknown one, or two entries claim the same words.
    """
    codebook = read_authored(project.codebook, Codebook, error=CodebookError)
    for kind in ("measures", "actors", "places", "event_types", "topics"):
        _refuse_twice(((entry.key, kind) for entry in getattr(codebook, kind)), "stands twice among the {}")
    for kind in ("actors", "places"):
        _refuse_shared(
            (plain(name), entry.key) for entry in getattr(codebook, kind) for name in dict.fromkeys(entry.names)
        )
    _refuse_shared((word, measure.key) for measure in codebook.measures for word in _signature(measure))
    _refuse_shared((word, kind.key) for kind in codebook.event_types for word in _triggers(kind))
    _check_names(codebook)
    _refuse_circles(codebook)
    return codebook


def _signature(measure: Measure) -> Iterator[str]:
    """Yield each concept word with the conditions that it counts under; two measures may not share one."""
    rest = f"{measure.dimension} {sorted(measure.counted.all)} {measure.near}"
    yield from (f"{word} ({rest})" for word in measure.counted.any)


def _triggers(kind: EventType) -> Iterator[str]:
    """Yield each trigger with the conditions that it counts under."""
    yield from (f"{word} ({kind.agent} {kind.patient} {kind.clause})" for word in kind.triggers)


def _refuse_twice(keys: Iterable[tuple[str, str]], what: str) -> None:
    seen: set[str] = set()
    for key, kind in keys:
        if key in seen:
            raise CodebookError(WHERE, f"{key!r} {what.format(kind)}", "keep one")
        seen.add(key)


def _refuse_shared(claims: Iterable[tuple[str, str]]) -> None:
    """Raise when two entries claim the same words."""
    seen: dict[str, str] = {}
    for word, key in claims:
        if seen.setdefault(word, key) != key:
            raise CodebookError(WHERE, f"{word.split(' (')[0]!r} is in both {seen[word]} and {key}", "keep one")


def _check_names(codebook: Codebook) -> None:
    """Raise when an entry names another that is not there."""
    measures, actors, places = ({e.key for e in kind} for kind in (codebook.measures, codebook.actors, codebook.places))
    named = [
        *((m.key, key, measures) for m in codebook.measures for key in m.comparable_with),
        *((m.key, m.rest_of, measures) for m in codebook.measures if m.rest_of),
        *((m.key, key, measures) for m in codebook.measures for key in m.part_of),
        *((m.key, apart.measure, measures) for m in codebook.measures for apart in m.apart_from),
        *((a.key, a.speaks_for, actors) for a in codebook.actors if a.speaks_for),
        *((a.key, a.part_of, actors) for a in codebook.actors if a.part_of),
        *((p.key, p.within, places) for p in codebook.places if p.within),
        *((p.key, p.located_by.place, places) for p in codebook.places if p.located_by),
    ]
    for entry, key, known in named:
        if key not in known:
            raise CodebookError(
                WHERE, f"{entry} names {key!r}, which is not there", "correct the name or add the entry"
            )


def _refuse_circles(codebook: Codebook) -> None:
    """Raise when an actor is part of itself, by however many others."""
    above = nx.DiGraph((a.key, up) for a in codebook.actors for up in (a.speaks_for, a.part_of) if up)
    if circle := next(nx.simple_cycles(above), None):
        what = f"{' is part of '.join([*circle, circle[0]])}"
        raise CodebookError(WHERE, what, "leave one `part_of` or `speaks_for` out")
