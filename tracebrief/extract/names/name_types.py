"""What kind of thing a name names: a person, an organisation, a place.

A name's kind is decided once per text, by all its mentions: a parser that reads one name three ways is outvoted.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import Literal

from spacy.tokens import Token

from tracebrief.extract.lexicons import Row, read_forms, read_lexicon
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.names.genders import is_given_name
from tracebrief.extract.parsing import Article
from tracebrief.model.spans import Span

FORMS = read_forms("name_forms")
NUMBERED = FORMS["thing with a number"]
TOLD = FORMS["words that tell somebody something"]
REPORTED = FORMS["verb of an outlet's report"]
DATELINE = FORMS["dateline"]
HEAD_END = FORMS["end of a name's head"]


NameType = Literal["PER", "ORG", "LOC", "MISC"]
# What one mention of a name says of it; a voice is that of a person who is known to the text.
Vote = Literal[NameType, "voice"]
# The names of a text: what each seems to be where it stands, and the rule that found it.
Found = dict[Span, tuple[NameType, str]]
TYPES: tuple[NameType, ...] = ("PER", "ORG", "LOC", "MISC")
# What a common given name in front of a name weighs, once per text: as much as one reading by the model, and a half.
GIVEN = 3
HEADED: tuple[NameType, ...] = ("ORG", "LOC", "MISC")


class NameWords(Row):
    """Words that tell one type of name."""

    key: str
    role: Literal["title", "head", "common", "before", "after"]
    type: NameType
    words: list[str]


@cache
def lexicon() -> tuple[NameWords, ...]:
    """Return the words that tell types of names."""
    return read_lexicon("names", NameWords)


@cache
def name_words(role: str, kind: str) -> frozenset[str]:
    """Return the words of one role and type."""
    return frozenset(word for entry in lexicon() if (entry.role, entry.type) == (role, kind) for word in entry.words)


def type_by_head(words: str) -> NameType | None:
    """Return the type that the words of a name show: "River" a place, "Ministry" an organisation."""
    parts = re.findall(r"[\w&]+", words.lower())
    if len(parts) < 2:
        return None
    for kind in HEADED:
        if parts[-1] in name_words("head", kind):
            return kind
    head = HEAD_END.split(words.lower())[0].split()
    if head and len(head) < len(parts):
        for kind in HEADED:
            if head[-1] in name_words("head", kind):
                return kind
    return None


def is_title(word: str) -> bool:
    """Say whether a word is a title or office that stands before a person's name."""
    return word.lower().strip(".,") in name_words("title", "PER")


def key_of(words: str) -> str:
    """Return the form under which the mentions of a name vote together."""
    return words.upper().replace(".", "") if len(words) > 3 else words.replace(".", "")


def vote_types(article: Article, found: Found, acronyms: dict[str, Span]) -> dict[str, NameType]:
    """Return one type per name, by its key: what its words show, else what most of its mentions do."""
    votes: dict[str, Counter[Vote]] = defaultdict(Counter)
    for span, (kind, rule) in found.items():
        count = votes[key_of(span.cut(article.text))]
        count[kind] += 2 if rule == "name.model" else 1
        count.update(_context(article, span))
    for name, key in {(words, key_of(words)) for span in found if " " in (words := span.cut(article.text))}:
        if name.istitle() and is_given_name(name.split()[0]):
            votes[key]["PER"] += GIVEN
    persons = {key.split()[-1] for key, count in votes.items() if " " in key and _most(count) == "PER"}
    # A person of whom the text gives both names may go by the first.
    given = {key.split()[0] for key, count in votes.items() if " " in key and _most(count) == "PER"}
    persons |= {word for word in given if is_given_name(word)}
    kinds = {key: _type(key, count, persons) for key, count in votes.items()}
    for short, span in acronyms.items():
        full = key_of(span.cut(article.text))
        if full in kinds:
            kinds[full] = "ORG" if kinds[full] == "PER" else kinds[full]
            kinds[key_of(short)] = kinds[full]
    return kinds


def _most(count: Counter[Vote]) -> NameType:
    return max((kind for kind in TYPES if kind in count), key=lambda kind: (count[kind], kind == "ORG", kind))


def _type(key: str, count: Counter[Vote], persons: set[str]) -> NameType:
    if shown := type_by_head(key):
        return shown
    if NUMBERED.fullmatch(key):
        return "MISC"
    top = _most(count)
    if key in persons and len(key) > 3 and top != "MISC":
        return "PER"
    if top == "PER" and " " not in key and key not in persons and not count["voice"]:
        # News introduces people in full; a lone word without first name, title or voice is more often a company.
        return "LOC" if count["LOC"] else "ORG"
    return top


def _context(article: Article, span: Span) -> Counter[Vote]:
    """Return votes of the neighbouring words: a title or a mind for a person, "in" for a place."""
    text, votes = article.text, Counter[Vote]()
    before = re.search(r"([\w’'-]+)\.?\s+$", text[max(0, span.start - 24) : span.start])
    after = re.match(r"\s+(\w+)", text[span.end : span.end + 16])
    if before and before.group(1)[0].isupper() and is_title(before.group(1)):
        votes.update(PER=2, voice=2)
    if before and before.group(1).lower() in name_words("before", "LOC"):
        votes["LOC"] += 1
    if _is_in_dateline(article, span):
        votes["LOC"] += 5
    if TOLD.search(text, max(0, span.start - 24), span.start) or REPORTED.match(text, span.end):
        votes["ORG"] += 3
    elif (after and after.group(1) in name_words("after", "PER")) or _has_mind(article, span):
        votes["voice"] += 1
    return votes


def _is_in_dateline(article: Article, span: Span) -> bool:
    """Say whether a name tells where a report was written: "HARBOUR FALLS, Oregon —"."""
    passage = article.passage_at(span.start)
    match = DATELINE.match(article.text, passage.start, passage.end) if passage else None
    return match is not None and span.end <= match.end("places")


def _has_mind(article: Article, span: Span) -> bool:
    """Say whether a name is the subject of a feeling: "Quillon was worried"."""
    tokens = article.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None or tokens.root.dep_ not in ("nsubj", "nsubjpass"):
        return False
    head: Token = tokens.root.head
    felt = [head, *(child for child in head.children if child.dep_ == "acomp")]
    return any(word.pos_ in ("ADJ", "VERB") and _is_felt(word) for word in felt)


def _is_felt(word: Token) -> bool:
    if word.lower_ in name_words("after", "PER"):
        return True
    return word.pos_ == "ADJ" and any(group.kind == "thought" for group in cue_groups(word))
