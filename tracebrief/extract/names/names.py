"""Finds the names of persons, organisations and places, and the fullest form each has in its text.

Two fuller forms that both fit are none: the name then stands as it is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.names.name_spans import find_name_spans
from tracebrief.extract.names.name_types import Found, NameType, key_of, vote_types
from tracebrief.extract.parsing import Article
from tracebrief.model.mentions import Name
from tracebrief.model.spans import Span

WORDS = read_words("name_particles")
FORMS = read_forms("name_forms")
DEFINITION = FORMS["acronym in brackets"]
LEFT_OUT = WORDS["words that an acronym leaves out"]


def find_names(article: Article) -> list[Name]:
    """Return the names of the story in order; none overlaps another."""
    found = find_name_spans(article)
    acronyms = _definitions(article.text, found)
    found = dict(_without_epithet(article.text, found, acronyms))
    taken = {at for span in found for at in range(span.start, span.end)}
    found |= {span: ("ORG", "name.acronym") for span in _used(article, acronyms) if span.start not in taken}
    kinds = vote_types(article, found, acronyms)
    names = [
        Name(article.doc_id, span.start, span.end, kinds[key_of(span.cut(article.text))], "", rule)
        for span, (_, rule) in found.items()
    ]
    return _fullest(article, _without_overlaps(names), acronyms)


def _definitions(text: str, found: Found) -> dict[str, Span]:
    """Return the acronyms that the text defines in brackets, with the words they stand for."""
    acronyms: dict[str, Span] = {}
    for span in sorted(found):
        match = DEFINITION.match(text, span.end)
        if match and (full := _abbreviated(match.group(1), span, text)):
            acronyms.setdefault(match.group(1), full)
    for short, full in _spelled_out(text, found):
        acronyms.setdefault(short, full)
    return acronyms


def _spelled_out(text: str, found: Found) -> Iterator[tuple[str, Span]]:
    """Yield acronyms that the text never defines, each with the one longer name in it whose initials it is."""
    words = {span.cut(text): span for span in sorted(found, reverse=True)}
    shorts = [one for one in words if one.isupper() and one.isalpha() and len(one) > 2]
    by_initials: dict[str, list[Span]] = defaultdict(list)
    for one, span in words.items():
        if " " in one and "\n" not in one:
            by_initials[_initials(one)].append(span)
    for short in shorts:
        if len(by_initials.get(short, ())) == 1:
            yield short, by_initials[short][0]


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", words) if word.lower() not in LEFT_OUT).upper()


def _used(article: Article, acronyms: dict[str, Span]) -> Iterator[Span]:
    """Yield every span of a defined acronym in the story."""
    for short in acronyms:
        for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", article.text):
            span = Span(*match.span())
            if article.is_in_story(span):
                yield span


def _abbreviated(short: str, span: Span, text: str) -> Span | None:
    """Return the words of a name that an acronym stands for: those whose initials it is, else all with its letters."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = list(re.finditer(r"\w+", span.cut(text)))
    for first in range(len(words)):
        initials = [match.group()[0].lower() for match in words[first:] if match.group().lower() not in LEFT_OUT]
        if initials == letters:
            return Span(span.start + words[first].start(), span.end)
    starts = [match for match in words if match.group()[0].lower() == letters[0]]
    if len(words) < 2 or not starts:
        return None
    rest = iter(span.cut(text).lower()[starts[0].start() :])
    return span if all(letter in rest for letter in letters) else None


def _without_epithet(text: str, found: Found, acronyms: dict[str, Span]) -> list[tuple[Span, tuple[NameType, str]]]:
    """Return names without the words before the form that an acronym defines: "Coastal Free Harbour Union (FHU)"."""
    full = {span.cut(text) for span in acronyms.values()}
    result = []
    for span, one in found.items():
        words = span.cut(text)
        ends = (words[space.end() :] for space in re.finditer(" ", words))
        form = next((end for end in ends if end in full), None)
        if form is None:
            result.append((span, one))
            continue
        result.append((Span(span.end - len(form), span.end), one))
        epithet = Span(span.start, span.end - len(form)).trimmed(text)
        if len(epithet) and " " not in epithet.cut(text):
            result.append((epithet, ("MISC", "name.epithet")))
    return result


def _without_overlaps(names: list[Name]) -> list[Name]:
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
    by_part: dict[str, list[str]] = defaultdict(list)  # a short form shares its first or its last word
    for person in persons:
        for part in {person.lower().split()[0], person.lower().split()[-1]}:
            by_part[part].append(person)
    result = []
    for name in names:
        own = words[name]
        alike = {one for word in own.lower().split() for one in by_part.get(word, ())} if name.type == "PER" else ()
        longer = [other for other in sorted(alike) if other != own and _is_part(own, other)]
        longest = [other for other in longer if all(other == one or _is_part(one, other) for one in longer)]
        form = full.get(own) or (longest[0] if len(longest) == 1 else None) or _introduced(own, longer, names, words)
        result.append(replace(name, name=" ".join(form.split())))
    return result


def _introduced(own: str, longer: list[str], names: list[Name], words: dict[Name, str]) -> str:
    """Return the one of several full forms that alone stood before the short form was first used, else that form."""
    first = next(name.start for name in names if words[name] == own)
    before = {words[name] for name in names if name.start < first and words[name] in longer}
    return before.pop() if len(before) == 1 else own


def _is_part(short: str, long: str) -> bool:
    """Say whether a person's short form is the surname, or the first and last names, of the long form."""
    few, many = short.lower().split(), long.lower().split()
    if len(few) >= len(many) or few[-1] != many[-1]:
        return len(few) == 1 and len(many) > 1 and few[0] == many[0]
    return len(few) == 1 or few[0] == many[0]
