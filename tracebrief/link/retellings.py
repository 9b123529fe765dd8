"""Which events of a text are told more than once: the later telling names the first, and is no second event.

Two tellings are one event when they have the same words, or the same trigger, doer and standing, no other undergoer,
and no days that exclude each other.
"""

import re
from collections.abc import Iterable

from tracebrief.extract.lexicons import read_words
from tracebrief.model.mentions import Event
from tracebrief.model.wording import plain

SMALL = read_words("retelling_words")["words that do not tell one from another"]


def find_retellings(events: Iterable[Event], text: str) -> dict[Event, Event]:
    """Return, for each event that was told before in the text, its first telling."""
    firsts: list[Event] = []
    again: dict[Event, Event] = {}
    for event in sorted(events, key=lambda each: (each.start, each.end)):
        first = next((each for each in firsts if is_same_event(each, event, text)), None)
        if first is None:
            firsts.append(event)
        else:
            again[event] = first
    return again


def is_same_event(one: Event, other: Event, text: str) -> bool:
    """Say whether two tellings of a text are of one event."""
    if plain(text[one.start : one.end]).lower() == plain(text[other.start : other.end]).lower():
        return True
    if (one.trigger, one.modality) != (other.trigger, other.modality) or _are_apart(one, other):
        return False
    doers, undergoers = (_words(one.agent), _words(other.agent)), (_words(one.patient), _words(other.patient))
    return all(doers) and _is_within(*doers) and (undergoers == (set(), set()) or _is_within(*undergoers))


def _are_apart(one: Event, other: Event) -> bool:
    """Say whether the days of two events exclude each other."""
    pairs = ((one.first, other.last), (other.first, one.last))
    return any(first is not None and last is not None and first > last for first, last in pairs)


def _words(phrase: str | None) -> set[str]:
    return set(re.findall(r"\w+", plain(phrase or "").lower())) - SMALL


def _is_within(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)
