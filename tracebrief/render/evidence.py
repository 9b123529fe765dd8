"""The texts and their claims as pages and filters show them, read once from the tables."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from tracebrief.link import read_codebook
from tracebrief.model.columns import Row
from tracebrief.model.documents import Passage
from tracebrief.model.spans import Span
from tracebrief.model.tables import read_table, rows, rows_of
from tracebrief.model.weighed import QuotationDamage
from tracebrief.model.wording import (
    days_in_words,
    modality_in_words,
    quantity_in_words,
    review_in_words,
    shorten_after,
    shorten_before,
)
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project
from tracebrief.read import Source, credited, read_outside_facts, read_sources
from tracebrief.render.comparisons import read_named_comparisons

# Characters of context on each side of a claim's words in a list: about a line of print each.
CONTEXT = 90
# Characters of a claim's words in the table of its text's claims.
CELL = 160


@dataclass(frozen=True)
class EvidenceClaim:
    """A claim in words: what it says, who says it, and its own words in the context of their paragraph."""

    claim_id: str
    doc_id: str
    start: int
    end: int
    passage: int
    before: str
    exact: str
    after: str
    summary: str  # its kind and value
    attribution: str
    modality: str
    verification_status: str
    review_state: str
    ruled_as: str | None
    ruled_by: str | None
    damage: str | None = None  # why these words are not all, or may not be, the speaker's

    @property
    def reviewed(self) -> str:
        """Its review state in words."""
        return review_in_words(self.review_state, self.ruled_as)

    @property
    def shortened(self) -> str:
        """The words, cut to the width of a table's cell."""
        return shorten_after(self.exact, CELL)


@dataclass(frozen=True)
class EvidenceText:
    """A text with its record, its passages and its claims, both in order."""

    source: Source
    text: str
    days: str | None  # of publication, in words
    passages: list[Passage]
    claims: list[EvidenceClaim]

    @property
    def doc_id(self) -> str:
        """The text's key."""
        return self.source.key

    @property
    def label(self) -> str:
        """Whom the text is cited as, and its day."""
        return ", ".join(filter(None, (credited(self.source), self.days)))


def read_evidence(project: Project) -> list[EvidenceText]:
    """Return every text of the tables with its claims, in the order of their keys."""
    sources = {source.key: source for source in read_sources(project)}
    passages, claims = _by_text(project, "passages"), _by_text(project, "claims")
    statuses, damage = _read_statuses(project), read_damage(project)
    label = read_codebook(project).label if project.codebook.is_file() else str
    texts = []
    for row in rows(read_table(project, "documents")):
        key, text = row["doc_id"], row["text"]
        pieces = [Passage(**{name: piece[name] for name in Passage.__dataclass_fields__}) for piece in passages[key]]
        bounds = _paragraph_bounds(pieces)
        found = [_claim(claim, text, bounds, label, statuses, damage) for claim in claims[key]]
        found.sort(key=lambda claim: (claim.start, claim.end, claim.claim_id))
        texts.append(EvidenceText(sources[key], text, days_in_words(row["first"], row["last"]), pieces, found))
    return texts


def write_evidence_insert(project: Project, texts: list[EvidenceText]) -> None:
    """Write `build/inserts/evidence.json`, by which the Lua filters lead a value to its words."""
    shown = ("passage", "before", "exact", "after", "reviewed", "damage")
    content = {
        "documents": {text.doc_id: {"label": text.label} for text in texts},
        "claims": {
            claim.claim_id: {
                "doc": text.doc_id,
                **{name: said for name in shown if (said := getattr(claim, name)) is not None},
            }
            for text in texts
            for claim in text.claims
        },
        "outside": {
            fact.outside: f"From outside the texts: {fact.says.rstrip('.')} ({fact.grounds.rstrip('.')})."
            for fact in read_outside_facts(project)
        },
        "from_outside": _tell_outside(project),
        "comparisons": {
            key: {"claims": each.claims, "words": each.words} for key, each in read_named_comparisons(project).items()
        },
    }
    write_json(project.evidence_insert, content, compact=True)


def _tell_outside(project: Project) -> str:
    """Return the sentence that lists what the brief takes from outside its texts, and the days that rest on such."""
    facts = [fact.says for fact in read_outside_facts(project)]
    facts += [basis.outside for source in read_sources(project) for basis in source.published.basis if basis.outside]
    said = "; ".join(_in_one_line(fact).strip().rstrip(".") for fact in dict.fromkeys(facts))
    return f"From outside the texts come: {said}." if said else "Nothing comes from outside the texts."


def _by_text(project: Project, table: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(read_table(project, table)):
        found[row["doc_id"]].append(row)
    return found


def _read_statuses(project: Project) -> dict[str, str]:
    if not (project.tables / "verifications.parquet").is_file():
        return {}
    return {row["claim_id"]: row["verification_status"] for row in rows(read_table(project, "verifications"))}


def read_damage(project: Project) -> dict[str, QuotationDamage]:
    """Return the quotations that show signs of damage, by their claims; none before they are weighed."""
    if not (project.tables / "quotation_damage.parquet").is_file():
        return {}
    return {row.claim_id: row for row in rows_of(read_table(project, "quotation_damage"), QuotationDamage)}


def _paragraph_bounds(passages: list[Passage]) -> dict[int, Span]:
    """Return the span of each paragraph, by its number."""
    bounds: dict[int, Span] = {}
    for passage in passages:
        known = bounds.get(passage.passage, passage)
        bounds[passage.passage] = Span(min(known.start, passage.start), max(known.end, passage.end))
    return bounds


def _claim(
    row: Row,
    text: str,
    bounds: dict[int, Span],
    label: Callable[[str], str | None],
    statuses: dict[str, str],
    damage: dict[str, QuotationDamage],
) -> EvidenceClaim:
    start, end, key = row["start"], row["end"], row["measure"] or row["event"]
    paragraph = bounds.get(row["passage"], Span(start, end))
    via = row["via"] and f"via {row['via']}"
    rejected = row["status"] == "rejected"
    return EvidenceClaim(
        claim_id=row["claim_id"],
        doc_id=row["doc_id"],
        start=start,
        end=end,
        passage=row["passage"],
        before=shorten_before(_in_one_line(text[paragraph.start : start]), CONTEXT),
        exact=_in_one_line(text[start:end]),
        after=shorten_after(_in_one_line(text[end : paragraph.end]), CONTEXT),
        summary=f"{row['kind']}: {_value(row, (key and label(key)) or '')}".removesuffix(": "),
        attribution=" ".join(filter(None, (row["speaker"], via))),
        modality=modality_in_words(row["modality"]),
        verification_status="rejected" if rejected else statuses.get(row["claim_id"], ""),
        review_state=row["review_state"],
        ruled_as=row["ruled_as"],
        ruled_by=row["ruled_by"],
        damage=damage_in_words(damage.get(row["claim_id"])),
    )


def damage_in_words(damage: QuotationDamage | None) -> str | None:
    """Return what a reader is told of a quotation that shows signs of damage, None of any other."""
    if damage is None:
        return None
    return f"{'may not be the speaker’s exact words' if damage.doubtful else 'not all as it was said'}: {damage.reason}"


def _value(row: Row, about: str) -> str:
    """Return a claim's value in words: a quantity with what it counts, otherwise what it is about."""
    if row["kind"] != "quantity":
        return about
    return " ".join(filter(None, (quantity_in_words(row), about and f"({about})")))


def _in_one_line(words: str) -> str:
    """Return words with each white space as one space, also before the first and after the last."""
    return re.sub(r"\s+", " ", words)
