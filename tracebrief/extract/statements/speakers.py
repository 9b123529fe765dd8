"""Says who a speaker is, within one text: "he", "the official" and "Quillon" as the fullest form that the text gives.

Two people whom a word could mean are none: the speaker is then None, and the words that stand there remain its place.
"""

import re

from tracebrief.extract.names.names import Name, find_names
from tracebrief.extract.parsing.articles import Article
from tracebrief.extract.statements.clausal_attributions import Attribution
from tracebrief.model.spans import Span

PERSONAL = {"he", "she", "him", "her", "his", "hers"}
GROUPS = {"they", "it", "them", "its", "their", "these", "those"}
UNKNOWN = {
    "i",
    "we",
    "you",
    "me",
    "us",
    "my",
    "our",
    "one",
    "who",
    "that",
    "which",
    "some",
    "many",
    "others",
    "everyone",
    "someone",
    "people",
}
DETERMINER = re.compile(r"^(?:an?|the|this|that|these|those(?: same)?)\s+", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|these|those(?: same)?)\s+", re.IGNORECASE)
# So many statements back a reader still knows who "the official" was.
MEMORY = 60
# Nouns that take up an organisation named before.
KINDS = {
    "group",
    "organization",
    "organisation",
    "company",
    "agency",
    "outlet",
    "newspaper",
    "ministry",
    "party",
    "militia",
    "firm",
    "bank",
    "paper",
}


def find_speakers(article: Article, attributions: list[Attribution]) -> list[str | None]:
    """Return the speaker of each attribution as the text names them most fully; None where it leaves that open."""
    names = find_names(article) if attributions else []
    known: list[tuple[Span, str | None]] = []
    for one in attributions:
        if one.source is None:
            known.append((one.cue, None))
            continue
        known.append((one.source, _speaker(article, one.source, names, known[-MEMORY:])))
    return [speaker for _, speaker in known]


def _speaker(article: Article, source: Span, names: list[Name], known: list[tuple[Span, str | None]]) -> str | None:
    words = " ".join(source.cut(article.text).split())
    low = words.lower()
    if low in PERSONAL:
        return _person_before(article, source, names)
    if low in GROUPS:
        return _group_before(article, source, known)
    if low in UNKNOWN:
        return None
    if named := _named(article, source, names):
        return named
    if DEFINITE.match(words):
        return _taken_up(article, source, words, names, known)
    return DETERMINER.sub("", words, count=1) or None


def _named(article: Article, source: Span, names: list[Name]) -> str | None:
    """Return the name that a noun phrase is about: its head or its apposition, not one that only modifies it."""
    inside = [name for name in names if source.start <= name.start and name.end <= source.end]
    tokens = article.doc.char_span(source.start, source.end, alignment_mode="expand")
    if not inside or tokens is None:
        return None
    heads = {
        tokens.root.idx,
        *(token.idx for token in tokens if token.dep_ == "appos" and token.head.i == tokens.root.i),
    }
    if any(token.dep_ == "conj" and token.head.i == tokens.root.i for token in tokens):
        return None
    about = [name for name in inside if any(name.start <= head < name.end for head in heads)]
    persons = {name.name for name in about if name.type == "PER"}
    if len(persons) == 1:
        return persons.pop()
    at_end = [name for name in inside if name.type == "PER" and name.end == source.end]
    if not about and len(at_end) == 1 and sum(name.type == "PER" for name in inside) == 1:
        return at_end[0].name
    whole = {name.name for name in about if not re.search(r"[a-z]{3}", _around(article.text, source, name))}
    return whole.pop() if len(whole) == 1 and not persons else None


def _around(text: str, source: Span, name: Name) -> str:
    """Return the words of a noun phrase beside a name in it, without an article and brackets."""
    before = DETERMINER.sub("", text[source.start : name.start])
    return before + re.sub(r"\([^)]*\)", "", text[name.end : source.end])


def _person_before(article: Article, source: Span, names: list[Name]) -> str | None:
    """Return the one person whom "he" can mean: named in its paragraph before it, or else in the one before."""
    story = [passage for passage in article.story() if passage.start <= source.start]
    for passage in reversed(story[-2:]):
        before = [
            name
            for name in names
            if name.type == "PER" and passage.start <= name.start < min(passage.end, source.start)
        ]
        if len({name.name for name in before}) == 1:
            return before[0].name
        if before:
            subjects = {name.name for name in before if _is_subject(article, name)}
            return subjects.pop() if len(subjects) == 1 else None
    return None


def _is_subject(article: Article, name: Name) -> bool:
    tokens = article.doc.char_span(name.start, name.end, alignment_mode="expand")
    root = tokens.root if tokens is not None else None
    while root is not None and root.dep_ == "conj":
        root = root.head
    return root is not None and root.dep_ in ("nsubj", "nsubjpass")


def _group_before(article: Article, source: Span, known: list[tuple[Span, str | None]]) -> str | None:
    """Return the one who spoke before in the same sentence, for "it" and "they"."""
    tokens = article.doc.char_span(source.start, source.end, alignment_mode="expand")
    if tokens is None:
        return None
    start = tokens.sent.start_char
    speakers = {speaker for span, speaker in known if start <= span.start < source.start}
    return speakers.pop() if len(speakers) == 1 else None


def _taken_up(
    article: Article, source: Span, words: str, names: list[Name], known: list[tuple[Span, str | None]]
) -> str | None:
    """Return whom "the official" takes up: the one speaker before, described by the same noun; else the words."""
    bare = DETERMINER.sub("", words, count=1)
    head = bare.split()[-1].lower()
    same = {
        speaker
        for span, speaker in known
        if span.end <= source.start and speaker and _describes(article, span, head) and len(speaker) > len(bare)
    }
    if len(same) == 1:
        return same.pop()
    if same:
        nearest = {speaker for span, speaker in known if speaker in same and _near(article, span, source)}
        return nearest.pop() if len(nearest) == 1 else None
    if head in KINDS:
        start = max((passage.start for passage in article.story() if passage.start <= source.start), default=0)
        groups = {name.name for name in names if name.type == "ORG" and start <= name.start < source.start}
        if len(groups) == 1:
            return groups.pop()
        return None if groups else bare
    return bare


def _describes(article: Article, span: Span, head: str) -> bool:
    return bool(re.search(rf"\b{re.escape(head)}\b", span.cut(article.text).lower()))


def _near(article: Article, span: Span, source: Span) -> bool:
    """Say whether at most one paragraph begins between two places."""
    return sum(span.start < passage.start <= source.start for passage in article.passages) <= 1
