"""Where names stand: the model's entities with their borders corrected, and names that it passed over."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.names.name_types import Found, NameType, is_title, name_words, type_by_head
from tracebrief.extract.parsing import Article
from tracebrief.extract.texts import is_title_case
from tracebrief.model.spans import Span

LABELS: dict[str, NameType] = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LABELS |= {"NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}
WORDS = read_words("name_particles")
FORMS = read_forms("name_forms")
ARTICLES = FORMS["article before a name"]
POSSESSIVE = FORMS["possessive ending"]
TITLE = FORMS["word before a name"]
HONORED = FORMS["person by an honorific"]
STOPPED = FORMS["full stop that belongs to a name"]
COMMON = FORMS["word behind a name"]
JOINS = WORDS["words that join two parts of a name"]
# What is cut off at either end of a name.
LEFT, RIGHT = " \t\n\r\xa0\"“”‘'’([{-–—,.:;@#*/", " \t\n\r\xa0\"“”‘'’([{-–—,:;*/"


def find_name_spans(article: Article) -> Found:
    """Return where names stand in the story, each with the type read there and the rule that read it."""
    titled = _titled_lines(article)
    found = {span: (kind, "name.model") for span, kind in _model(article)}
    found |= {span: (kind, "name.capitals") for span, kind in _capitals(article, found)}
    plain = {span.cut(article.text) for span in found if not _is_within(span, titled)}
    found = {
        span: one for span, one in found.items() if not _is_within(span, titled) or span.cut(article.text) in plain
    }
    found |= {span: (kind, "name.repeated") for span, kind in _repeated(article, found)}
    return {_with_common(article.text, span, one[0]): one for span, one in found.items()}


def _is_within(span: Span, others: list[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _titled_lines(article: Article) -> list[Span]:
    """Return the headings that capitalise nearly every word, where capitals show no name."""
    headings = (passage.span for passage in article.story() if passage.kind == "heading")
    return [
        heading
        for heading in headings
        if is_title_case((word for word in heading.cut(article.text).split() if word[0].isalpha()), fewest=5)
    ]


def _with_common(text: str, span: Span, kind: str) -> Span:
    """Return a name with the small word behind it that tells what place it is."""
    match = COMMON.match(text, span.end)
    if kind == "PER" or not match or match.group(1) not in name_words("common", "LOC"):
        return span
    return Span(span.start, match.end())


def _model(article: Article) -> Iterator[tuple[Span, NameType]]:
    """Yield the model's entities, trimmed to the name itself."""
    for entity in article.doc.ents:
        kind, whole = LABELS.get(entity.label_), Span(entity.start_char, entity.end_char)
        if kind is None or not article.is_in_story(whole):
            continue
        for line in _lines(article.text, whole):
            kind = "PER" if HONORED.fullmatch(article.text, line.start, line.end) else kind
            span = trimmed(article.text, line, person=kind == "PER")
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
    if text[end - 1 : end] == "." and not STOPPED.search(text[start:end]):
        end -= 1
    return Span(start, max(start, end))


def _after_title(text: str, start: int, end: int) -> int:
    while match := TITLE.match(text, start, end):
        if not is_title(match.group(1)):
            break
        start = match.end()
    return start


def _capitals(article: Article, found: Found) -> Iterator[tuple[Span, NameType]]:
    """Yield runs of capitalised proper nouns inside sentences that the model passed over."""
    taken = {at for span in found for at in range(span.start, span.end)}
    for sentence in article.sentences():
        letters = [token for token in sentence if token.is_alpha]
        if sum(token.text[0].isupper() for token in letters) * 2 > len(letters) + 2:
            continue  # a headline capitalises everything
        for run in _runs(list(sentence), taken):
            span = trimmed(article.text, Span(run[0].idx, run[-1].idx + len(run[-1])), person=True)
            if _is_name(article, run, span) and (kind := _by_context(article, run, span)):
                yield span, kind


def _runs(tokens: list[Token], taken: set[int]) -> Iterator[list[Token]]:
    """Yield proper nouns side by side, also across the "of" of an organisation's name."""
    run: list[Token] = []
    held: list[Token] = []
    for token in tokens:
        if _is_proper(token) and token.idx not in taken:
            run, held = [*run, *held, token], []
        elif run and len(held) < 2 and token.lower_ in JOINS and _has_more(run, held, token):
            held = [*held, token]
        else:
            if run:
                yield run
            run, held = [], []
    if run:
        yield run


def _has_more(run: list[Token], held: list[Token], token: Token) -> bool:
    """Say whether "of" may go on with a name: behind "Ministry", but not behind every capital."""
    if token.lower_ == "the":
        return bool(held)
    return not held and any(word.lower_ in name_words("head", "ORG") for word in run)


def _is_name(article: Article, run: list[Token], span: Span) -> bool:
    """Say whether a run of capitals is a name: not a mere title, not a word that the text also writes small."""
    words = span.cut(article.text)
    if len(words) < 3 or all(map(is_title, words.split())) or (len(run) > 1 and is_title(run[-1].text)):
        return False  # "Foreign Minister": an office
    if len(run) > 1 and all(token.is_upper and len(token) > 2 for token in run):
        return False  # a heading in capitals
    after = run[-1].nbor(1) if run[-1].i + 1 < len(article.doc) else None
    if len(run) == 1 and after is not None and after.text[:1].isupper() and is_title(after.text):
        return False  # "Harbour Secretary Ada Quillon": an office
    if len(run) == 1 and run[0].is_sent_start and after is not None and after.text[:1].isupper():
        return False  # "Engineer Ada Quillon": a capital because it comes first
    return " " in words or not article.has_words(words.lower())


def _is_proper(token: Token) -> bool:
    first = token.is_sent_start or (token.nbor(-1).is_punct if token.i else True)
    if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN") or token.ent_type_ in ("DATE", "TIME"):
        return False
    return token.pos_ == "PROPN" and (not first or token.tag_ in ("NNP", "NNPS")) and not token.is_stop


def _by_context(article: Article, run: list[Token], span: Span) -> NameType | None:
    """Return the type that a name's own last word or its neighbours show; ORG where they show a name of something."""
    last, first = run[-1], run[0]
    shown = type_by_head(span.cut(article.text))
    if shown:
        return shown
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(article.doc) else None
    if first.idx < span.start or (before is not None and is_title(before.text) and not before.is_punct):
        return "PER"
    if after is not None and after.lower_ in name_words("after", "PER"):
        return "PER"
    if before is not None and before.lower_ in name_words("before", "LOC"):
        return "LOC"
    return "PER" if len(run) == 1 and last.dep_ == "nsubj" and last.head.pos_ == "VERB" and len(span) > 3 else "ORG"


def _repeated(article: Article, found: Found) -> Iterator[tuple[Span, NameType]]:
    """Yield the spans where a name found elsewhere in the text was passed over, also in capitals."""
    kinds: dict[str, Counter[NameType]] = defaultdict(Counter)
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
        span = Span(*match.span())
        if not taken.intersection(range(span.start, span.end)) and article.is_in_story(span):
            yield span, kinds[match.group()].most_common(1)[0][0]
