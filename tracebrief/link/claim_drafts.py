"""What a claim is made of, before rulings: a mention, its codebook entries, its attribution, its date and its place.

One mention at one span is one claim. What fits no entry of the codebook keeps its words and has no key; of events,
those that have no time of their own are no claims, for nearly every verb is an event.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.attributions import find_attribution, find_statements_of
from tracebrief.link.claim_dates import find_date, find_event_date
from tracebrief.link.claim_places import find_place
from tracebrief.link.codebook import Codebook, Measure
from tracebrief.link.codebook_matches import CodebookMatch, clause_of, match_events, match_quantity, stretch_of
from tracebrief.link.days_said import ClaimDate
from tracebrief.link.statement_spans import content_of, find_quoted, hull_of, modality_of, without_marks
from tracebrief.model.attributions import Attribution
from tracebrief.model.claims import STATUS
from tracebrief.model.columns import BOUND, KIND, MODALITY, REVIEW_STATE, RULED_AS
from tracebrief.model.days import to_edtf
from tracebrief.model.documents import DocumentPassage, Passage
from tracebrief.model.mentions import Event, Quantity, Statement
from tracebrief.model.spans import Quote, Span, quote, span_of
from tracebrief.model.wording import in_one_line

# A statement that is another one, or a quotation, but for a few words adds no claim of its own.
SAME = 0.6
# How long something lasts, or how old someone is, is a claim only where a codebook measures it.
TIMES = ("duration", "age")


@dataclass(frozen=True)
class ClaimDraft:
    """All that a claim will say, each in its own type; rulings replace fields of it."""

    doc_id: str
    span: Span
    quote: Quote
    passage: Span
    passage_number: int
    kind: KIND
    attribution: Attribution
    modality: MODALITY
    date: ClaimDate
    rule: str
    mention: Quantity | Statement | Event | None = None  # None where only a ruling makes the claim
    statements: tuple[Statement, ...] = ()  # that it is part of, beginning with the one that it is attributed by
    measure: str | None = None
    actor: str | None = None
    place: str | None = None
    event: str | None = None
    topic: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    bound: BOUND | None = None
    review_state: REVIEW_STATE = "found"
    ruled_by: str | None = None
    ruled_as: RULED_AS | None = None
    ruled_on: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> STATUS:
        """Whether it counts."""
        return "rejected" if self.review_state == "rejected" else "accepted"

    @property
    def speaker(self) -> str | None:
        """The words for who says it."""
        return self.attribution.speaker.name if self.attribution.speaker else None

    @property
    def recipient(self) -> str | None:
        """The words for whom it was said to."""
        return self.attribution.recipient.name if self.attribution.recipient else None

    @property
    def cue(self) -> str | None:
        """The word that shows that it is said."""
        return self.attribution.cue

    @property
    def via(self) -> str | None:
        """Through whom the text has it."""
        return self.attribution.via

    @property
    def as_of(self) -> str | None:
        """When it is true of, in EDTF."""
        return to_edtf(self.date.first, self.date.last)


def draft_claims(document: AnnotatedDocument, codebook: Codebook) -> Iterator[ClaimDraft]:
    """Yield what the claims of one text are made of."""
    for mention, span, kind, match in _find_mentions(document, codebook):
        passage = document.passage_at(span)
        if passage is not None:
            yield _draft(document, codebook, mention, span, kind, match, passage)


def _find_mentions(
    document: AnnotatedDocument, codebook: Codebook
) -> Iterator[tuple[Quantity | Statement | Event, Span, KIND, CodebookMatch]]:
    """Yield the mentions that are claims, each with the claim's span and kind, and its entries of the codebook."""
    for quantity in document.quantities:
        match = match_quantity(document, quantity, codebook)
        if match.measure is not None or quantity.dimension not in TIMES:
            yield quantity, span_of(quantity), "quantity", match
    # A phrase ("wants to …") goes before the statement around it, whose reading of the same quotation then counts.
    for statement in sorted(document.statements, key=lambda each: each.kind != "phrase"):
        others = (other for other in document.statements if other is not statement and other.kind != "phrase")
        if not any(_repeats(statement, other) for other in others):
            for kind, span in _spans_said(document.text, statement):
                yield statement, span, kind, CodebookMatch()
    for event, match in match_events(document, codebook):
        yield event, span_of(event), "event", match


def _spans_said(text: str, statement: Statement) -> Iterator[tuple[KIND, Span]]:
    """Yield what is quoted in a statement, and the whole of it where that says more."""
    content, whole = content_of(statement), hull_of(statement)
    if statement.kind == "quote":
        quoted = [without_marks(text, part) for part in content]
    else:
        quoted = [span for part in content for span in find_quoted(text, part)]
    yield from (("quote", span) for span in quoted if len(span))
    if (
        statement.kind not in ("quote", "phrase")
        and len(whole)
        and not any(_is_most_of(span, whole) for span in quoted)
    ):
        yield "statement", whole


def _draft(
    document: AnnotatedDocument,
    codebook: Codebook,
    mention: Quantity | Statement | Event,
    span: Span,
    kind: KIND,
    match: CodebookMatch,
    passage: Passage | DocumentPassage,
) -> ClaimDraft:
    statements = find_statements_of(document, mention, span)
    quantity = mention if isinstance(mention, Quantity) else None
    near = [stretch_of(document, quantity) if quantity else span, Span(mention.sentence_start, mention.sentence_end)]
    date = _date(document, mention, statements, happened=match.measure is not None and match.measure.happened)
    attribution = find_attribution(document, codebook, span, statements)
    # An event of no type says nothing that its paragraph must have a place for.
    nearby = span if kind == "event" and match.event is None else span_of(passage)
    return ClaimDraft(
        doc_id=document.doc_id,
        mention=mention,
        statements=tuple(statements),
        span=span,
        quote=quote(document.text, span),
        passage=span_of(passage),
        passage_number=passage.passage,
        kind=kind,
        measure=match.measure.key if match.measure else None,
        actor=match.actor or _speaking_doer(mention, attribution, codebook),
        place=_place(document, codebook, span, near if quantity else [], passage=nearby),
        event=match.event,
        topic=_topic(codebook, [document.cut(words) for words in near]),
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=_unit(quantity, match.measure),
        bound=quantity.bound if quantity else None,
        attribution=attribution,
        modality=modality_of(mention, span) if isinstance(mention, Statement) else mention.modality,
        date=date,
        rule=mention.rule,
        notes=tuple(filter(None, [match.refused or date.basis, _retold(match)])),
    )


def _place(
    document: AnnotatedDocument, codebook: Codebook, span: Span, near: list[Span], *, passage: Span
) -> str | None:
    """Return where a claim is about; only what is counted is also told by the clause and the words `near` it."""
    around = [span, clause_of(document, span), *near] if near else [span]
    return find_place(document, codebook, around, passage=passage)


def _speaking_doer(mention: Quantity | Statement | Event, attribution: Attribution, codebook: Codebook) -> str | None:
    """Return the actor that tells an event of its own: "I" is the speaker, "we" are those it speaks for."""
    words = mention.agent.lower() if isinstance(mention, Event) and mention.agent else ""
    key = attribution.speaker.actor if attribution.speaker else None
    if key is None or words not in ("i", "we"):
        return None
    return codebook.actor(key).speaks_for or key if words == "we" else key


def _date(
    document: AnnotatedDocument,
    mention: Quantity | Statement | Event,
    statements: list[Statement],
    *,
    happened: bool,
) -> ClaimDate:
    if isinstance(mention, Event):
        return find_event_date(document, mention, statements=statements)
    return find_date(document, mention, statements=statements, happened=happened)


def _retold(match: CodebookMatch) -> str | None:
    """Return the note on an event that its text told before."""
    return f"told before: “{in_one_line(match.retold)}”" if match.retold else None


def _unit(quantity: Quantity | None, measure: Measure | None) -> str | None:
    if measure:
        return measure.unit
    return quantity.unit if quantity else None


def _topic(codebook: Codebook, texts: list[str]) -> str | None:
    """Return the first topic whose words stand in the claim, else in its sentence."""
    fits = (topic.key for text in texts for topic in codebook.topics if topic.condition.is_met(text))
    return next(fits, None)


def _repeats(outer: Statement, inner: Statement) -> bool:
    """Say whether `outer` says little more than that `inner` was said."""
    return hull_of(outer) != hull_of(inner) and _is_most_of(hull_of(inner), hull_of(outer))


def _is_most_of(inner: Span, outer: Span) -> bool:
    """Say whether `inner` lies in `outer` and is most of it."""
    return outer.contains(inner) and len(inner) >= SAME * len(outer)
