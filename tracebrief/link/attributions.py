"""Who says a claim, and through whom it came: from the page that was stored back to whoever said it first.

Three kinds of words tell: the record of the text (`data/sources.yml`), "X told Y", and one attribution inside another.
The speaker is whoever the innermost statement around a claim names: "was supposed to", inside what someone told, is
that one's word. An event is said by whoever says its trigger, for its clause may hold the words of its telling, too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from tracebrief.extract.lexicons.reporting import forms_of
from tracebrief.link.actors import actor_of
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Codebook
from tracebrief.link.statement_spans import statements_around
from tracebrief.model.attributions import (
    PRONOUNS,
    ROLE,
    ROLES,
    RULED_IN,
    SPEAKER,
    TOLD,
    Attribution,
    ClaimAttribution,
    Party,
    ProvenanceStep,
    attribution_of,
    provenance_of,
    span_or_none,
)
from tracebrief.model.mentions import Event, Quantity, Statement
from tracebrief.model.spans import Span
from tracebrief.model.tables import rows
from tracebrief.model.wording import split_through
from tracebrief.project.errors import TableError
from tracebrief.read import Intermediary

# Fields of an attribution that a person may rule on.
RULED = ("speaker", "cue", "via")


def find_statements_of(
    document: AnnotatedDocument, mention: Quantity | Statement | Event, span: Span
) -> list[Statement]:
    """Return the statements that a claim is part of, or that it is, beginning with the one that it is attributed by.

    Args:
        span: where the claim stands.
    """
    said_at = Span(mention.trigger_start, mention.trigger_end) if isinstance(mention, Event) else span
    around = statements_around(document, said_at)
    named = next((at for at, statement in enumerate(around) if statement.speaker), 0)
    return around[named:]


def find_attribution(
    document: AnnotatedDocument, codebook: Codebook, span: Span, statements: Sequence[Statement]
) -> Attribution:
    """Return who says a claim and through whom the text has it.

    Args:
        span: where the claim stands.
        statements: those that it is part of, beginning with the one that it is attributed by.
    """
    through = list(_recorded(document, codebook, span))
    for statement in reversed(statements):
        heard = _recipient(statement, codebook)
        if heard and heard.actor and codebook.actor(heard.actor).kind == "outlet":
            through.append(replace(heard, name=codebook.actor(heard.actor).name))
        speaker = _speaker(statement, codebook)
        if speaker and statement is not statements[0] and speaker.name.lower() not in PRONOUNS:
            through.append(speaker)
    if not statements:
        return Attribution(document.doc_id, intermediaries=tuple(through))
    said = statements[0]
    return Attribution(
        document.doc_id,
        _speaker(said, codebook),
        said.cue,
        span_or_none(said.cue_start, said.cue_end),
        _recipient(said, codebook),
        tuple(through),
    )


def rule_attribution(
    document: AnnotatedDocument, codebook: Codebook, attribution: Attribution, field: str, value: str | None, span: Span
) -> Attribution:
    """Return an attribution as a ruling has it; whom the record of the text knows keeps what the record says.

    Args:
        field: one of `RULED`.
        value: the speaker's words, the cue, or the intermediaries as `via` words them.
        span: where the claim stands; its sentence, else its paragraph, shows who or what is meant.
    """

    def party(role: ROLE, name: str) -> Party:
        return Party(role, name, actor_of(name, codebook), _find_once(document, [name], span))

    if field == "cue":
        return replace(attribution, cue=value, cue_span=_find_once(document, forms_of(value), span) if value else None)
    if field == "speaker":
        return _rule_speaker(attribution, party(SPEAKER, value) if value else None)
    known = {each.who: _party_of(document, codebook, each) for each in document.chain}
    known |= {each.name: each for each in attribution.intermediaries}
    names = split_through(value)
    return replace(attribution, intermediaries=tuple(known.get(name) or party(RULED_IN, name) for name in names))


def _find_once(document: AnnotatedDocument, words: Iterable[str], span: Span) -> Span | None:
    """Return where one of these words stands in the claim's sentence, else its paragraph; None where it is not once."""
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)", re.IGNORECASE)
    passage = document.passage_at(span) or document.passage_at(Span(span.start, span.start + 1))
    for around in (document.sentence_at(span), passage):
        found = (
            [Span(*each.span()) for each in whole.finditer(document.text, around.start, around.end)] if around else []
        )
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _rule_speaker(attribution: Attribution, speaker: Party | None) -> Attribution:
    """Return an attribution to another speaker: what nobody says is told to nobody, and nobody tells themselves."""
    if speaker is None:
        through = tuple(each for each in attribution.intermediaries if each.role not in (SPEAKER, TOLD))
        return Attribution(attribution.doc_id, intermediaries=through)
    if attribution.recipient is None or attribution.recipient.identity != speaker.identity:
        return replace(attribution, speaker=speaker)
    through = tuple(
        each for each in attribution.intermediaries if each.role != TOLD or each.identity != speaker.identity
    )
    return replace(attribution, speaker=speaker, recipient=None, cue_span=None, intermediaries=through)


def check_attributions(
    claims: pd.DataFrame, attributions: pd.DataFrame, provenance: pd.DataFrame
) -> dict[str, Attribution]:
    """Return the attribution of each claim by its id, from the tables that hold it.

    Raises:
        TableError: a claim has none, an attribution or a step has no claim, or the columns and the provenance chain
            of a claim disagree with its attribution.
    """
    found = {row["claim_id"]: ClaimAttribution(**row) for row in rows(attributions)}
    steps: dict[str, list[ProvenanceStep]] = {}
    for step in rows(provenance.sort_values(["claim_id", "step"])):
        steps.setdefault(step["claim_id"], []).append(ProvenanceStep(**step))
    if surplus := (found.keys() | steps.keys()) - set(claims["claim_id"]):
        raise TableError("table attributions", f"{min(surplus)} is no claim", "link the claims again")
    checked = {}
    for claim in rows(claims):
        name = claim["claim_id"]
        if name not in found or name not in steps:
            raise TableError("table attributions", f"{name} has no attribution or no chain", "link the claims again")
        checked[name] = _check_steps(claim["doc_id"], found[name], steps[name])
        told = (_name_of(checked[name].speaker), checked[name].cue, checked[name].via)
        if told != tuple(claim[field] for field in RULED) or found[name].speaker_actor != claim["speaker_actor"]:
            raise TableError("table claims", f"{name} is not attributed as its columns say", "link the claims again")
    return checked


def _name_of(party: Party | None) -> str | None:
    return party.name if party else None


def _check_steps(doc_id: str, row: ClaimAttribution, steps: list[ProvenanceStep]) -> Attribution:
    """Return the attribution of a claim, whose provenance chain must be the one that follows from it."""
    where, claim = "table provenance", row.claim_id
    if unknown := {step.role for step in steps}.difference(ROLES):
        raise TableError(where, f"{claim} has a step of the unknown role {min(unknown)!r}", "link the claims again")
    if [step.step for step in steps] != list(range(len(steps))):
        raise TableError(where, f"{claim} lacks a step of its chain", "link the claims again")
    try:
        attribution = attribution_of(doc_id, row, steps)
        same = list(provenance_of(claim, attribution)) == steps
    except ValueError as problem:
        raise TableError(where, f"{claim}: {problem}", "link the claims again") from problem
    if not same:
        raise TableError(where, f"{claim} has another chain than its attribution", "link the claims again")
    return attribution


def _recorded(document: AnnotatedDocument, codebook: Codebook, span: Span) -> Iterator[Party]:
    """Yield whom the text came through; one that it only reports from counts where the claim's paragraph names it."""
    passage = document.passage_at(span)
    for link in document.chain:
        if link.role == "reports from":
            here = -1 if passage is None else document.text.find(link.who, passage.start, passage.end)
            if here >= 0:
                named = Span(here, here + len(link.who))
                yield Party(link.role, link.who, actor_of(link.who, codebook), named)
        else:
            yield _party_of(document, codebook, link)


def _party_of(document: AnnotatedDocument, codebook: Codebook, link: Intermediary) -> Party:
    """Return an intermediary as the record of its text has it, with the words that the record quotes."""
    at = document.text.find(link.words)
    span = Span(at, at + len(link.words)) if at >= 0 else None
    return Party(link.role, link.who, actor_of(link.who, codebook), span)


def _speaker(statement: Statement, codebook: Codebook) -> Party | None:
    if not statement.speaker:
        return None
    span = span_or_none(statement.speaker_start, statement.speaker_end)
    return Party(SPEAKER, statement.speaker, actor_of(statement.speaker, codebook), span)


def _recipient(statement: Statement, codebook: Codebook) -> Party | None:
    if not statement.recipient:
        return None
    span = span_or_none(statement.recipient_start, statement.recipient_end)
    return Party(TOLD, statement.recipient, actor_of(statement.recipient, codebook), span)
