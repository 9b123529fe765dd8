"""The words that attribute: which verb, noun or adjective says that somebody said it, and where the content stands."""

from functools import cache
from typing import TYPE_CHECKING, Literal

from tracebrief.extract.lexicons import Row, read_lexicon
from tracebrief.model.columns import MODALITY

if TYPE_CHECKING:  # who only asks which words attribute loads no parser
    from spacy.tokens import Token

Frame = Literal[
    "quote", "clause", "that", "infinitive", "object", "complement", "person_infinitive", "person_of", "passive"
]


class CueGroup(Row):
    """Cues that take their content in the same positions."""

    key: str
    kind: Literal["speech", "thought", "wish"]
    pos: Literal["VERB", "NOUN", "ADJ"] = "VERB"
    cues: dict[str, str]
    frames: list[Frame]
    prepositions: list[str]
    modality: MODALITY | None = None


@cache
def groups() -> tuple[CueGroup, ...]:
    """Return the groups of cues this room knows."""
    return read_lexicon("reporting", CueGroup)


@cache
def _by_form() -> dict[tuple[str, str], tuple[CueGroup, ...]]:
    table: dict[tuple[str, str], list[CueGroup]] = {}
    for group in groups():
        for form in {part for cue in (*group.cues, *group.cues.values()) for part in (cue, cue.split()[0])}:
            table.setdefault((group.pos, form), []).append(group)
    return {key: tuple(value) for key, value in table.items()}


@cache
def _lemmas() -> dict[str, str]:
    return {form: lemma for group in groups() if group.pos == "VERB" for lemma, form in group.cues.items()}


@cache
def forms_of(cue: str) -> frozenset[str]:
    """Return the forms in which a cue can stand, by its dictionary form; one of several words has only that."""
    if " " in cue:
        return frozenset([cue])
    past = {form for form, lemma in _lemmas().items() if lemma == cue}
    regular = {f"{cue}s", f"{cue}es", f"{cue}ing", f"{cue}ed", f"{cue}d"}
    if cue.endswith("y"):
        regular |= {f"{cue[:-1]}ies", f"{cue[:-1]}ied"}
    if cue.endswith("e"):
        regular.add(f"{cue[:-1]}ing")
    return frozenset([cue, *past, *regular])


def cue_groups(token: "Token") -> tuple[CueGroup, ...]:
    """Return the groups that a word belongs to as it stands in its sentence; none where it is no cue."""
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    table = _by_form()
    return table.get((pos, token.lemma_.lower())) or table.get((pos, token.lower_)) or ()


def is_quoting_verb(token: "Token") -> bool:
    """Say whether a word, read as a verb, can stand beside a direct quotation."""
    table = _by_form()
    found = table.get(("VERB", token.lemma_.lower())) or table.get(("VERB", token.lower_)) or ()
    return any("quote" in group.frames for group in found)


def lemma(token: "Token") -> str:
    """Return the dictionary form of a cue."""
    return _lemmas().get(token.lower_, token.lemma_.lower())
