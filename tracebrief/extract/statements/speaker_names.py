"""Says who a speaker is, within one text: "he", "the official" and "Quillon" as the fullest form that the text gives.

Two people whom a word could mean are none: the speaker is then None, and the words that stand there remain its span.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.model.mentions import Name
from tracebrief.model.spans import Span

WORDS = read_words("statement_words")
FORMS = read_forms("statement_forms")
PERSONAL = WORDS["pronouns for a person"]
GROUPS = WORDS["pronouns for a group"]
NOBODY = WORDS["words for nobody in particular"]
DETERMINER = FORMS["determiner of a speaker"]
DEFINITE = FORMS["determiner of a speaker named before"]
BRACKETED = FORMS["words in brackets"]
ORGANISATIONS = WORDS["nouns that take up an organisation"]
# So many statements back a reader still knows who "the official" was.
MEMORY = 60


def name_speakers(article: Article, reports: Sequence[ReportedSpeech], names: Sequence[Name]) -> list[str | None]:
    """Return the speaker of each report as the text names them most fully; None where it leaves that open."""
    known: list[tuple[Span, str | None]] = []
    for one in reports:
        if one.speaker is None:
            known.append((one.cue, None))
            continue
        known.append((one.speaker, _speaker(article, one.speaker, names, known[-MEMORY:])))
    return [speaker for _, speaker in known]


def _speaker(article: Article, who: Span, names: Sequence[Name], known: list[tuple[Span, str | None]]) -> str | None:
    words = " ".join(who.cut(article.text).split())
    low = words.lower()
    if low in PERSONAL:
        return _person_before(article, who, names)
    if low in GROUPS:
        return _group_before(article, who, known)
    if low in NOBODY:
        return None
    if named := _named(article, who, names):
        return named
    if DEFINITE.match(words):
        return _taken_up(article, who, words, names, known)
    return DETERMINER.sub("", words, count=1) or None


def _named(article: Article, who: Span, names: Sequence[Name]) -> str | None:
    """Return the name that a noun phrase is about: its head or its apposition, not one that only modifies it."""
    inside = [name for name in _names_from(names, who.start, who.end) if name.end <= who.end]
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
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
    at_end = [name for name in inside if name.type == "PER" and name.end == who.end]
    if not about and len(at_end) == 1 and sum(name.type == "PER" for name in inside) == 1:
        return at_end[0].name
    whole = {name.name for name in about if not re.search(r"[a-z]{3}", _around(article.text, who, name))}
    return whole.pop() if len(whole) == 1 and not persons else None


def _around(text: str, who: Span, name: Name) -> str:
    """Return the words of a noun phrase beside a name in it, without an article and brackets."""
    before = DETERMINER.sub("", text[who.start : name.start])
    return before + BRACKETED.sub("", text[name.end : who.end])


def _person_before(article: Article, who: Span, names: Sequence[Name]) -> str | None:
    """Return the one person whom "he" can mean: named in its paragraph before it, or else in the one before."""
    story = article.story()
    here = bisect_right(story, who.start, key=lambda passage: passage.start)
    for passage in reversed(story[max(0, here - 2) : here]):
        before = [name for name in _names_from(names, passage.start, min(passage.end, who.start)) if name.type == "PER"]
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


def _group_before(article: Article, who: Span, known: list[tuple[Span, str | None]]) -> str | None:
    """Return the one who spoke before in the same sentence, for "it" and "they"."""
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
    if tokens is None:
        return None
    start = tokens.sent.start_char
    speakers = {speaker for span, speaker in known if start <= span.start < who.start}
    return speakers.pop() if len(speakers) == 1 else None


def _taken_up(
    article: Article, who: Span, words: str, names: Sequence[Name], known: list[tuple[Span, str | None]]
) -> str | None:
    """Return whom "the official" takes up: the one speaker before, described by the same noun; else the words."""
    bare = DETERMINER.sub("", words, count=1)
    head = bare.split()[-1].lower()
    same = {
        speaker
        for span, speaker in known
        if span.end <= who.start and speaker and _is_described(article, span, head) and len(speaker) > len(bare)
    }
    if len(same) == 1:
        return same.pop()
    if same:
        nearest = {speaker for span, speaker in known if speaker in same and _is_near(article, span, who)}
        return nearest.pop() if len(nearest) == 1 else None
    if head in ORGANISATIONS:
        here = bisect_right(article.story(), who.start, key=lambda passage: passage.start)
        start = article.story()[here - 1].start if here else 0
        groups = {name.name for name in _names_from(names, start, who.start) if name.type == "ORG"}
        if len(groups) == 1:
            return groups.pop()
        return None if groups else bare
    return bare


def _is_described(article: Article, span: Span, head: str) -> bool:
    return bool(re.search(rf"\b{re.escape(head)}\b", span.cut(article.text).lower()))


def _is_near(article: Article, span: Span, who: Span) -> bool:
    """Say whether at most one paragraph begins between two spans."""
    first, last = (
        bisect_right(article.passages, at, key=lambda passage: passage.start) for at in (span.start, who.start)
    )
    return last - first <= 1


def _names_from(names: Sequence[Name], start: int, end: int) -> Sequence[Name]:
    """Return the names that begin between two offsets; `names` stand in order."""
    first = bisect_left(names, start, key=lambda name: name.start)
    return names[first : bisect_left(names, end, lo=first, key=lambda name: name.start)]
