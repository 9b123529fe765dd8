"""What people ruled on claims, applied: a ruled claim is what its record says, whatever the library reads by now.

A record that fits no claim makes one, out of what it says is right. Who says a statement is known of all that it says:
claims that it holds follow a ruling on its speaker until somebody rules on them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracebrief.extract import find_numbers
from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.attributions import RULED, find_attribution, rule_attribution
from tracebrief.link.claim_drafts import ClaimDraft
from tracebrief.link.codebook import Codebook
from tracebrief.link.date_words import SAID, find_date_words
from tracebrief.link.days_said import ClaimDate
from tracebrief.model.days import interval
from tracebrief.model.mentions import Quantity, Statement
from tracebrief.model.spans import Span, quote
from tracebrief.model.wording import as_cell
from tracebrief.project.errors import RulingError
from tracebrief.rulings import FIELDS, Ruling, StandingRuling, TextRulings, Value, find_standing, match_rulings

# What a ruling says of a claim outright; who says it and when it is true of are worked out from what it says.
PLAIN = tuple(name for name in FIELDS if name not in (*RULED, "as_of"))
# The rule of a claim that no rule found.
BY_RULING = "ruling"
# What a claim's note says where nobody has looked at it since its paragraph changed.
OUTDATED = "as ruled before its paragraph changed; nobody has looked at it since"
# What is counted, or shared, is never less than nothing.
COUNTED = ("count", "share")


@dataclass(frozen=True)
class RuledDraft:
    """A claim's draft with the ruling on it, and what the library reads there by itself.

    Attributes:
        draft: the claim; None where it was rejected and is no longer found.
        standing: the ruling; None where nobody ruled.
        found: as read; None where the library reads no such claim.
    """

    draft: ClaimDraft | None
    standing: StandingRuling | None = None
    found: ClaimDraft | None = None


def apply_rulings(
    drafts: Iterable[ClaimDraft],
    texts: Mapping[str, AnnotatedDocument],
    codebook: Codebook,
    rulings: Mapping[str, TextRulings],
) -> list[RuledDraft]:
    """Return the drafts as rulings have them, those that a ruling makes among them.

    Raises:
        RulingError: a ruling is on no text, its words stand elsewhere or nowhere, it names what the codebook does not
            know, or a claim cannot be as it says.
    """
    for doc_id in rulings:
        if doc_id not in texts:
            raise RulingError(f"data/rulings/{doc_id}.yml", "there is no text of this name", "correct the file's name")
    found: dict[str, list[ClaimDraft]] = {doc_id: [] for doc_id in texts}
    for draft in drafts:
        found[draft.doc_id].append(draft)
    ruled: list[RuledDraft] = []
    for doc_id, document in texts.items():
        if doc_id in rulings:
            ruled += _apply_to(document, found[doc_id], codebook, rulings[doc_id])
        else:
            ruled += map(RuledDraft, found[doc_id])
    return ruled


def _apply_to(
    document: AnnotatedDocument, found: Sequence[ClaimDraft], codebook: Codebook, rulings: TextRulings
) -> Iterator[RuledDraft]:
    """Yield the claims of one text as rulings have them."""
    standing = find_standing(document.doc_id, rulings, text=document.text, sha256=document.sha256)
    about = match_rulings(standing, [(draft.kind, draft.span) for draft in found])
    ruled = [
        _rule(document, codebook, each, None if at is None else found[at])
        for each, at in zip(standing, about, strict=True)
    ]
    read = (draft for at, draft in enumerate(found) if at not in about)
    dated = [draft for draft in (*(each.draft for each in ruled), *read) if draft and draft.date.words]
    yield from (replace(each, draft=each.draft and _date_as_beside(document, each.draft, dated)) for each in ruled)
    for at, draft in enumerate(found):
        if at not in about:
            for each in ruled:
                draft = _follow(document, codebook, draft, each)
            yield RuledDraft(draft)


def _rule(
    document: AnnotatedDocument, codebook: Codebook, standing: StandingRuling, found: ClaimDraft | None
) -> RuledDraft:
    ruling = standing.ruling
    if found is None and ruling.is_unexplained_value and not has_number(ruling.words):
        what = "a value is given, and no number stands in the words"
        raise RulingError(standing.where, what, "take others, or say why", field="why")
    if standing.outdated and ruling.truth is None:
        return RuledDraft(found, standing, found)
    if ruling.truth is None:
        draft = found and replace(found, notes=())
    else:
        truth = ruling.truth | left_out(standing, found)
        draft = _set(document, codebook, standing, truth, _stand_at(document, codebook, standing, found))
    if draft is not None and standing.outdated:
        draft = replace(draft, notes=(*draft.notes, OUTDATED))
    elif draft is not None:
        draft = replace(
            draft,
            notes=(*draft.notes, *filter(None, [_note(ruling)])),
            review_state=ruling.review_state,
            ruled_by=ruling.ruled_by,
            ruled_as=ruling.ruled_as,
            ruled_on=ruling.ruled_on.isoformat(),
        )
    return RuledDraft(draft, standing, found)


def left_out(standing: StandingRuling, found: ClaimDraft | None) -> dict[str, Value]:
    """Return what the library reads in fields that a ruling says nothing of."""
    return standing.ruling.left_out({name: getattr(found, name) for name in FIELDS}) if found else {}


def _stand_at(
    document: AnnotatedDocument, codebook: Codebook, standing: StandingRuling, found: ClaimDraft | None
) -> ClaimDraft:
    """Return a draft at the words of a ruling: the one that was found, or one that says nothing yet."""
    span = standing.span
    if found and found.span == span:
        return found
    passage, last = (document.passage_at(Span(at, at + 1)) for at in (span.start, span.end - 1))
    if passage and last and passage.passage != last.passage:
        todo = "give each paragraph its own claim"
        raise RulingError(standing.where, "the words run over several paragraphs", todo, field="words")
    passage = document.passage_at(span) or passage
    if passage is None:
        todo = "take others, or remove the ruling"
        raise RulingError(standing.where, "the words stand in no paragraph of the story", todo, field="words")
    words, around = quote(document.text, span), Span(passage.start, passage.end)
    if found:
        return replace(found, span=span, quote=words, passage=around, passage_number=passage.passage)
    return ClaimDraft(
        doc_id=document.doc_id,
        span=span,
        quote=words,
        passage=around,
        passage_number=passage.passage,
        kind=standing.ruling.kind,
        attribution=find_attribution(document, codebook, span, ()),
        modality="asserted",
        date=ClaimDate(None, None),
        rule=BY_RULING,
    )


def _set(
    document: AnnotatedDocument,
    codebook: Codebook,
    standing: StandingRuling,
    truth: Mapping[str, Value],
    draft: ClaimDraft,
) -> ClaimDraft:
    """Return a draft that says what a ruling does; what it says the same keeps the words that show it."""
    for name, problem, todo in _impossible(codebook, draft, truth):
        raise RulingError(standing.where, problem, todo, field=name)
    plain: dict[str, Any] = {name: truth[name] for name in PLAIN}
    days = interval(str(truth["as_of"])) if truth["as_of"] else (None, None)
    date = draft.date
    if days != (date.first, date.last):
        date = ClaimDate(*days, find_date_words(document, draft.span, draft.kind, *days))
    said = draft.attribution
    for field in RULED:
        value = None if truth[field] is None else str(truth[field])
        draft = replace(draft, attribution=said)
        if getattr(draft, field) != value:
            said = rule_attribution(document, codebook, said, field, value, draft.span)
    ruled = replace(draft, attribution=said, date=date, notes=(date.basis,) if date.basis else (), **plain)
    for field in RULED:
        if getattr(ruled, field) != truth[field]:
            what = f"{field} would be {getattr(ruled, field)!r}, not {truth[field]!r}: nobody passes on their own words"
            raise RulingError(standing.where, what, "correct speaker and via so that they fit", field=field)
    return ruled


def _date_as_beside(document: AnnotatedDocument, draft: ClaimDraft, dated: Iterable[ClaimDraft]) -> ClaimDraft:
    """Return a draft that no words date with those of a claim of its days that holds it or shares its sentence."""
    if draft.date.words or draft.date.basis or draft.as_of is None:
        return draft
    sentence = document.sentence_at(draft.span)
    beside = (
        each.date.words
        for each in dated
        if each.as_of == draft.as_of
        and (draft.kind not in SAID or each.kind in SAID or not each.span.overlaps(draft.span))
        and (each.span.contains(draft.span) or (sentence and sentence == document.sentence_at(each.span)))
    )
    words = set(beside)
    return replace(draft, date=replace(draft.date, words=words.pop())) if len(words) == 1 else draft


def has_number(words: str) -> bool:
    """Say whether words hold a number, in figures or in words."""
    return any(map(str.isdigit, words)) or next(find_numbers(words), None) is not None


def _impossible(codebook: Codebook, draft: ClaimDraft, truth: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    """Yield what a claim cannot say by the codebook: the field, why not, and what to do."""
    for name in PLAIN:
        known = codebook.keys_of(name)
        if known and truth[name] is not None and truth[name] not in known:
            yield name, f"the codebook has no {name} {truth[name]!r}", "correct the ruling or add the entry"
    measure = codebook.measure(str(truth["measure"])) if truth["measure"] else None
    if measure and measure.unit != truth["unit"]:
        counts = f"{measure.key} counts in {measure.unit or 'no unit'}, not in {truth['unit'] or 'no unit'}"
        yield "unit", counts, "correct measure or unit"
    read = draft.mention.dimension if isinstance(draft.mention, Quantity) else None
    ends = [end for end in (truth["low"], truth["high"]) if isinstance(end, float)]
    if ends and min(ends) < 0 and (measure.dimension if measure else read) in COUNTED:
        low = f"{min(ends):.15g} is counted"
        yield "low", low, "what is counted is never less than nothing: correct the number"


def _note(ruling: Ruling) -> str | None:
    """Return what a ruling changed and why, in words; None where it says neither."""
    was = ruling.found.stated if ruling.found else {}
    changes = [f"words were “{ruling.found.words}”"] if ruling.found and ruling.found.words else []
    if ruling.review_state == "corrected" and ruling.right:
        changes += [f"{name} was {_told(was.get(name))}, now {_told(now)}" for name, now in ruling.right.stated.items()]
    told = ["; ".join(changes) if ruling.review_state == "corrected" else ruling.review_state, ruling.why]
    return ": ".join(filter(None, told)) if ruling.why or changes else None


def _told(value: Value) -> str:
    return "empty" if value is None else as_cell(value)


def _follow(document: AnnotatedDocument, codebook: Codebook, draft: ClaimDraft, ruled: RuledDraft) -> ClaimDraft:
    """Return a draft as a ruling on the speaker of a statement around it has it, itself if it is of another one."""
    before, after = ruled.found, ruled.draft
    if not (before and after and isinstance(before.mention, Statement)) or before.speaker == after.speaker:
        return draft
    if not before.statements or (said := before.statements[0]) not in draft.statements:
        return draft
    if said != before.mention and not before.span.contains(draft.span):
        return draft
    if said == draft.statements[0]:
        attribution = rule_attribution(document, codebook, draft.attribution, "speaker", after.speaker, before.span)
    else:
        # It came through whoever says that statement: read again how, with the ruled speaker in place.
        speaker = after.attribution.speaker
        start, end = (speaker.span.start, speaker.span.end) if speaker and speaker.span else (None, None)
        name = replace(said, speaker=after.speaker, speaker_start=start, speaker_end=end, recipient=after.recipient)
        around = [name if each == said else each for each in draft.statements if speaker or each != said]
        attribution = find_attribution(document, codebook, draft.span, around)
        draft = replace(draft, statements=tuple(around))
    note = f"speaker was {_told(before.speaker)}, now {_told(after.speaker)}, as ruled on what holds it"
    return replace(draft, attribution=attribution, notes=(*draft.notes, note))
