"""Who did what to whom, where: the arguments of an event's trigger, and the clause a reader would quote."""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.parse import Article
from tracebrief.extract.triggers import lemmas
from tracebrief.spans import Span

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
# What stands beside a clause and is not quoted with it.
OUTSIDE = {"parataxis", "cc", "punct", "mark", "intj", "relcl", "advcl", "meta", "preconj"}
PLACES = {"GPE", "LOC", "FAC"}
COMMAS = {",", ";", ":", "—", "–", "--"}


def find_agent(trigger: Token) -> Token | None:
    """Return the head of who or what does it: the subject, or the noun after "by"."""
    if trigger.pos_ in ("VERB", "AUX"):
        if _is_passive(trigger):
            return _object_of(trigger, ("by",), ("agent",))
        subject = _subject(trigger)
        return subject
    by = _object_of(trigger, ("by",), ("agent", "prep"))
    owner = next((child for child in trigger.children if child.dep_ == "poss"), None)
    if by is not None or owner is not None:
        return by if by is not None else owner
    if trigger.dep_ == "dobj" and trigger.head.lemma_ in lemmas("light"):
        return find_agent(trigger.head)
    return None


def find_patient(trigger: Token) -> Token | None:
    """Return the head of what it is done to: the object, the passive subject, or the noun after "of" or "on"."""
    if trigger.pos_ in ("VERB", "AUX"):
        if _is_passive(trigger):
            return _subject(trigger)
        return next((child for child in trigger.children if child.dep_ == "dobj"), None)
    return _object_of(trigger, ("of", "on", "against"), ("prep",))


def words_of(head: Token | None) -> str | None:
    """Return a noun's words as they stand, without clauses that hang on it."""
    if head is None:
        return None
    words = sorted(_phrase(head), key=lambda token: token.i)
    words = [word for word in words if _joined(words, word, head)]
    return head.doc.text[words[0].idx : words[-1].idx + len(words[-1])].strip()


def clause_of(article: Article, trigger: Token) -> Span:
    """Return the contiguous words of an event: its subject through its objects and modifiers."""
    words = {trigger.i}
    subject = _subject(trigger) if trigger.pos_ in ("VERB", "AUX") else None
    heads = [trigger, subject] if subject is not None else [trigger]
    for head in heads:
        words.update(token.i for token in _inner(head))
    first, last = min(words), max(words)
    doc = article.doc
    while first < trigger.i and (doc[first].is_space or doc[first].is_punct or doc[first].dep_ in ("cc", "mark")):
        first += 1
    while last > trigger.i and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    return _in_passage(article, Span(doc[first].idx, doc[last].idx + len(doc[last])), trigger)


def find_place(article: Article, clause: Span) -> Span | None:
    """Return the place named last in the clause, where one is."""
    found = [ent for ent in article.doc.ents if ent.label_ in PLACES]
    spans = [Span(ent.start_char, ent.end_char).trimmed(article.text) for ent in found]
    inside = [span for span in spans if clause.contains(span) and len(span)]
    return inside[-1] if inside else None


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb: its own, or the one it shares with the verb above it."""
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return own.head.head if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else own
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            thing = next((child for child in verb.head.children if child.dep_ == "dobj"), None)
            if verb.dep_ == "xcomp" and thing is not None:
                return thing
            verb = verb.head
    return None


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _object_of(head: Token, words: tuple[str, ...], labels: tuple[str, ...]) -> Token | None:
    for child in head.children:
        if child.dep_ in labels and child.lower_ in words:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _phrase(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "case", "cop"):
            yield from child.subtree


def _joined(words: list[Token], word: Token, head: Token) -> bool:
    """Say whether no comma stands between a word and its head."""
    low, high = sorted((word.i, head.i))
    return not any(token.text in COMMAS for token in head.doc[low:high])


def _inner(head: Token) -> Iterator[Token]:
    """Yield the words of a clause that are quoted with it."""
    yield head
    for child in head.children:
        if child.dep_ in OUTSIDE or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")):
            continue
        if child.dep_ in ("ccomp",) and child.i < head.i:
            continue
        yield from _inner(child)


def _in_passage(article: Article, span: Span, trigger: Token) -> Span:
    """Return the span cut to the passage of its trigger."""
    for passage in article.story():
        if passage.start <= trigger.idx < passage.end:
            return Span(max(span.start, passage.start), min(span.end, passage.end)).trimmed(article.text)
    return span
