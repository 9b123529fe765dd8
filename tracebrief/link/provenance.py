"""Through whose hands a claim came: from the page that was stored back to whoever said it first.

Three kinds of words tell: the record of the text (`data/sources.yml`), "X told Y", and one attribution inside another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument, Row
from tracebrief.link.codebook import Codebook
from tracebrief.link.codebook_names import actor_of
from tracebrief.link.containing_statements import said_at
from tracebrief.link.word_tests import plain
from tracebrief.model.tables import to_table

# A hand that the text only points at, and nobody could tell whose it is.
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "him", "her", "them", "us", "his", "its", "their", "our"])


@dataclass(frozen=True)
class Step:
    """One hand, what it did, and the words that say so."""

    role: str
    who: str
    start: int | None = None
    end: int | None = None


def chain_of(annotated: AnnotatedDocument, codebook: Codebook, place: tuple[int, int], said: list[Row]) -> list[Step]:
    """Return the steps from the text to the origin, the nearest hand first.

    Args:
        place: where the claim stands.
        said: the statements that the claim is part of, or that it is, the innermost first.
    """
    steps = [Step("text", annotated.doc_id), *_recorded(annotated, place)]
    for statement in reversed(said):
        heard = statement["recipient"] and actor_of(statement["recipient"], codebook)
        if heard and codebook.actor(heard).kind == "outlet":
            name = codebook.actor(heard).name
            steps.append(Step("told", name, statement["recipient_start"], statement["recipient_end"]))
        if statement["speaker"] and (statement is said[0] or statement["speaker"].lower() not in PRONOUNS):
            steps.append(Step("speaker", statement["speaker"], statement["speaker_start"], statement["speaker_end"]))
    return list(_once(steps, codebook))


def via(steps: list[Step]) -> str | None:
    """Return through whom the claim came, in words, beginning nearest the origin: "X, then Y"."""
    hands = [step.who for step in steps if step.role != "text"]
    if steps[-1].role == "speaker":
        hands = hands[:-1]
    return ", then ".join(reversed(hands)) or None


def link_chains(corpus: Iterable[AnnotatedDocument], codebook: Codebook, claims: pd.DataFrame) -> pd.DataFrame:
    """Return through whose hands each claim came, as the table `provenance`."""
    by_text = {annotated.doc_id: annotated for annotated in corpus}
    places = zip(claims["claim_id"], claims["doc_id"], claims["start"], claims["end"], strict=True)
    return to_table(
        "provenance",
        (
            {"claim_id": name, "step": number} | vars(step)
            for name, doc_id, start, end in places
            for number, step in enumerate(
                chain_of(by_text[doc_id], codebook, (start, end), said_at(by_text[doc_id], start, end))
            )
        ),
    )


def _recorded(annotated: AnnotatedDocument, place: tuple[int, int]) -> Iterator[Step]:
    """Yield the recorded hands; one that the text only reports from counts where the claim's paragraph names it."""
    passage = annotated.passage(*place)
    for link in annotated.chain:
        words, start = link.words, 0
        if link.role == "reports from":
            here = passage and annotated.text.find(link.who, passage["start"], passage["end"])
            if here is None or here < 0:
                continue
            words, start = link.who, here
        at = annotated.text.find(words, start)
        yield Step(link.role, link.who, at, at + len(words))


def _once(steps: list[Step], codebook: Codebook) -> Iterator[Step]:
    """Yield each hand once: where it speaks, if it does, else where it is first named."""
    names = [actor_of(step.who, codebook) or plain(step.who).lower() for step in steps]
    speaking = {name: number for number, name in enumerate(names) if steps[number].role == "speaker"}
    for number, (name, step) in enumerate(zip(names, steps, strict=True)):
        if number == speaking.get(name, names.index(name)):
            yield step
