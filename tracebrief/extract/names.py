"""Finds the names of persons, organisations and places, and the fullest form each has in its text.

A name's kind is decided once per text, by all its places: a parser that reads one name three ways is outvoted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from tracebrief.authored import Entry, read_authored
from tracebrief.errors import CodebookError
from tracebrief.extract.parse import Article
from tracebrief.spans import Span

LEXICON = Path(__file__).with_name("lexicons") / "names.yml"
TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
TYPES |= {"NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}
ARTICLES = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?$")
LEFT, RIGHT = " \t\n\r\xa0\"“”‘'’([{-–—,.:;@#*/", " \t\n\r\xa0\"“”‘'’([{-–—,:;*/"
DEFINITION = re.compile(r"\s*\(\s*([A-Z][A-Za-z&.-]{1,9})\s*\)")
# A thing with a number, as diseases, aircraft and designs have.
NUMBERED = re.compile(r"[A-Za-z]+-?\d+\w?")


class NameWords(Entry):
    """Words that tell one type of name."""

    key: str
    role: Literal["title", "head", "before", "after"]
    type: Literal["PER", "ORG", "LOC", "MISC"]
    words: list[str]
    example: str
    source: str


@dataclass(frozen=True)
class Name:
    """A name at its place; the columns of the table `names`."""

    doc_id: str
    start: int
    end: int
    type: str
    name: str
    rule: str


@cache
def lexicon() -> tuple[NameWords, ...]:
    """Return the words that tell types of names."""
    return tuple(read_authored(LEXICON, list[NameWords], error=CodebookError))


@cache
def words_of(role: str, kind: str) -> frozenset[str]:
    """Return the words of one role and type."""
    return frozenset(word for entry in lexicon() if (entry.role, entry.type) == (role, kind) for word in entry.words)


def find_names(article: Article) -> list[Name]:
    """Return the names of the story in order; none overlaps another."""
    found = {span: (kind, "name.model") for span, kind in _model(article)}
    found |= {span: (kind, "name.capitals") for span, kind in _capitals(article, found)}
    found |= {span: (kind, "name.repeated") for span, kind in _repeated(article, found)}
    acronyms = _definitions(article, found)
    kinds = _kinds(article, found, acronyms)
    names = []
    for span, (_, rule) in found.items():
        key = _key(span.cut(article.text))
        names.append(Name(article.doc_id, span.start, span.end, kinds[key], "", rule))
    return _fullest(article, _apart(names), acronyms)


def _model(article: Article) -> Iterator[tuple[Span, str]]:
    """Yield the model's entities, trimmed to the name itself."""
    for entity in article.doc.ents:
        kind = TYPES.get(entity.label_)
        if kind is None or not article.in_story(entity.start_char, entity.end_char):
            continue
        for span in _lines(article.text, Span(entity.start_char, entity.end_char)):
            span = trimmed(article.text, span, person=kind == "PER")
            words = span.cut(article.text)
            if words and any(character.isupper() for character in words):
                yield span, kind


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of an entity that crosses a line or a stroke with spaces."""
    at = span.start
    for match in re.finditer(r"\n+|\s/\s|\s[—–]\s", span.cut(text)):
        yield Span(at, span.start + match.start())
        at = span.start + match.end()
    yield Span(at, span.end)


def trimmed(text: str, span: Span, *, person: bool = False) -> Span:
    """Return a name without article, title, possessive ending and punctuation at its edges."""
    start, end = span.start, span.end
    changed = True
    while changed and start < end:
        before = (start, end)
        while start < end and text[start] in LEFT:
            start += 1
        while end > start and text[end - 1] in RIGHT:
            end -= 1
        if match := ARTICLES.match(text, start, end):
            start = match.end()
        if match := POSSESSIVE.search(text[start:end]):
            end = start + match.start()
        if person:
            start = _after_title(text, start, end)
        changed = (start, end) != before
    if "(" in text[start:end] and ")" not in text[start:end]:
        end = start + len(text[start : start + text[start:end].index("(")].rstrip())
    if text[end - 1 : end] == "." and not re.search(
        r"\b([A-Z]|Jr|Sr|Inc|Corp|Co|Ltd|St|D\.C|U\.S|U\.K|U\.N)\.$", text[start:end]
    ):
        end -= 1
    return Span(start, max(start, end))


def _after_title(text: str, start: int, end: int) -> int:
    while match := re.compile(r"([\w’'-]+)[.,]?\s+").match(text, start, end):
        if match.group(1).lower() not in words_of("title", "PER"):
            break
        start = match.end()
    return start


def _capitals(article: Article, found: dict[Span, tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    """Yield runs of capitalised proper nouns inside sentences that the model passed over."""
    taken = {at for span in found for at in range(span.start, span.end)}
    for sentence in article.sentences():
        letters = [token for token in sentence if token.is_alpha]
        if sum(token.text[0].isupper() for token in letters) * 2 > len(letters) + 2:
            continue  # a headline capitalises everything
        run: list[Token] = []
        for token in [*sentence, None]:
            if token is not None and _proper(token) and token.idx not in taken:
                run.append(token)
                continue
            if run:
                span = trimmed(article.text, Span(run[0].idx, run[-1].idx + len(run[-1])), person=True)
                if _tells(article, span) and (kind := _by_context(article, run, span)):
                    yield span, kind
            run = []


def _tells(article: Article, span: Span) -> bool:
    """Say whether a run of capitals is a name: not a mere title, not a word that the text also writes small."""
    words = span.cut(article.text)
    if len(words) < 3 or all(word.lower().strip(".") in words_of("title", "PER") for word in words.split()):
        return False
    return " " in words or not re.search(rf"\b{re.escape(words.lower())}\b", article.text)


def _proper(token: Token) -> bool:
    first = token.i == token.sent.start or (token.nbor(-1).is_punct if token.i else True)
    if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN") or token.ent_type_ in ("DATE", "TIME"):
        return False
    return token.pos_ == "PROPN" and (not first or token.tag_ in ("NNP", "NNPS")) and not token.is_stop


def _by_context(article: Article, run: list[Token], span: Span) -> str | None:
    """Return the type that a name's own last word or its neighbours show; ORG where they show a name of something."""
    last, first = run[-1], run[0]
    shown = kind_by_head(span.cut(article.text))
    if shown:
        return shown
    if (
        any(token.lower_.rstrip(".") in words_of("title", "PER") for token in run)
        and len(span) < last.idx + len(last) - first.idx
    ):
        return "PER"
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(article.doc) else None
    if before is not None and before.lower_.rstrip(".") in words_of("title", "PER") and not before.is_punct:
        return "PER"
    if after is not None and after.lower_ in words_of("after", "PER"):
        return "PER"
    if before is not None and before.lower_ in words_of("before", "LOC"):
        return "LOC"
    return "PER" if len(run) == 1 and last.dep_ in ("nsubj",) and last.head.pos_ == "VERB" and len(span) > 3 else "ORG"


def kind_by_head(words: str) -> str | None:
    """Return the type that the words of a name show: "River" a place, "Ministry" an organisation."""
    parts = re.findall(r"[\w&]+", words.lower())
    if len(parts) < 2:
        return None
    for kind in ("ORG", "LOC"):
        if parts[-1] in words_of("head", kind):
            return kind
    head = re.split(r"\b(?:of|for|in)\b", words.lower())[0].split()
    if head and len(head) < len(parts):
        for kind in ("ORG", "LOC"):
            if head[-1] in words_of("head", kind):
                return kind
    return None


def _repeated(article: Article, found: dict[Span, tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    """Yield the places where a name found elsewhere in the text was passed over, also in capitals."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for span, (kind, _) in found.items():
        words = span.cut(article.text)
        kinds[words][kind] += 1
        if kind == "PER" and " " in words and len(words.split()[-1]) > 3:
            kinds[words.split()[-1]][kind] += 1
        if words.isalpha() and len(words) > 3:
            kinds[words.upper()][kind] += 1
    forms = [form for form in sorted(kinds, key=len, reverse=True) if len(form) > 1 and form[0].isupper()]
    if not forms:
        return
    taken = {at for span in found for at in range(span.start, span.end)}
    pattern = re.compile(r"(?<![\w@#])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")
    for match in pattern.finditer(article.text):
        if not taken.intersection(range(match.start(), match.end())) and article.in_story(match.start(), match.end()):
            yield Span(match.start(), match.end()), kinds[match.group()].most_common(1)[0][0]


def _key(words: str) -> str:
    """Return the form under which the places of a name vote together."""
    return words.upper().replace(".", "") if len(words) > 3 else words.replace(".", "")


def _definitions(article: Article, found: dict[Span, tuple[str, str]]) -> dict[str, Span]:
    """Return the acronyms that the text defines in brackets: "Free Harbour Union (FHU)"."""
    acronyms: dict[str, Span] = {}
    for span in sorted(found):
        match = DEFINITION.match(article.text, span.end)
        if match and _abbreviates(match.group(1), span.cut(article.text)):
            acronyms.setdefault(match.group(1), span)
    return acronyms


def _abbreviates(short: str, full: str) -> bool:
    """Say whether the letters of an acronym stand in a name in order, the first at its beginning of a word."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    initials = [word[0].lower() for word in re.findall(r"\w+", full)]
    if len(initials) < 2 or short == full or letters[0] not in initials:
        return False
    rest = iter(full.lower()[full.lower().index(letters[0]) :])
    return all(letter in rest for letter in letters)


def _kinds(article: Article, found: dict[Span, tuple[str, str]], acronyms: dict[str, Span]) -> dict[str, str]:
    """Return one type per name: what its words show, else what most of its places do."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span, (kind, rule) in found.items():
        votes[_key(span.cut(article.text))][kind] += 2 if rule == "name.model" else 1
        votes[_key(span.cut(article.text))].update(_context(article.text, span))
    persons = {
        key.split()[-1]: key for key, count in votes.items() if " " in key and count.most_common(1)[0][0] == "PER"
    }
    kinds: dict[str, str] = {}
    for key, count in votes.items():
        top = max((kind for kind in count if kind != "titled"), key=lambda kind: (count[kind], kind == "ORG", kind))
        if top == "PER" and " " not in key and key not in persons:
            top = _unintroduced(count)
        if NUMBERED.fullmatch(key):
            top = "MISC"
        kinds[key] = kind_by_head(key) or ("PER" if key in persons and len(key) > 3 and top != "MISC" else top)
    for short, span in acronyms.items():
        if (full := _key(span.cut(article.text))) in kinds:
            if kinds[full] == "PER":
                kinds[full] = "ORG"
            kinds[_key(short)] = kinds[full]
    return kinds


def _context(text: str, span: Span) -> dict[str, int]:
    """Return votes of the neighbouring words: a title or a verb of speech for a person, "in" for a place."""
    votes = {}
    before = re.search(r"([\w’'-]+)\.?\s+$", text[max(0, span.start - 24) : span.start])
    after = re.match(r"\s+(\w+)", text[span.end : span.end + 16])
    if before and before.group(1)[0].isupper() and before.group(1).lower() in words_of("title", "PER"):
        votes["PER"] = votes["titled"] = 2
    if before and before.group(1).lower() in words_of("before", "LOC"):
        votes["LOC"] = 1
    if after and after.group(1) in words_of("after", "PER"):
        votes["titled"] = votes.get("titled", 0) + 1
    return votes


def _unintroduced(count: Counter[str]) -> str:
    """Return the type of a single word read as a person whom the text never gives a first name, title or voice.

    News introduces people in full; a lone capitalised word is more often a company or a place.
    """
    if count["titled"]:
        return "PER"
    return "LOC" if count["LOC"] else "ORG"


def _apart(names: list[Name]) -> list[Name]:
    """Return names that do not overlap; of two, the longer stays."""
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if name.end > name.start and not taken.intersection(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda name: name.start)


def _fullest(article: Article, names: list[Name], acronyms: dict[str, Span]) -> list[Name]:
    """Return the names with the fullest form that the text has for each, unless two forms fit."""
    words = {name: article.text[name.start : name.end] for name in names}
    persons = sorted({words[name] for name in names if name.type == "PER" and " " in words[name]})
    full = {short: span.cut(article.text) for short, span in acronyms.items()}
    result = []
    for name in names:
        own = words[name]
        longer = [other for other in persons if other != own and _is_part(own, other)] if name.type == "PER" else []
        longest = [other for other in longer if all(other == one or _is_part(one, other) for one in longer)]
        form = full.get(own) or (longest[0] if len(longest) == 1 else own)
        result.append(replace(name, name=" ".join(form.split())))
    return result


def _is_part(short: str, long: str) -> bool:
    """Say whether a person's short form is the surname, or the first and last names, of the long form."""
    few, many = short.lower().split(), long.lower().split()
    if len(few) >= len(many) or few[-1] != many[-1]:
        return len(few) == 1 and len(many) > 1 and few[0] == many[0]
    return len(few) == 1 or few[0] == many[0]
