"""The words a reader would quote for an event, with the place that they name."""

import re
from collections import deque
from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.events.participants import WORDY, asked_of, is_asked, own_subject, patient_of
from tracebrief.extract.events.triggers import Trigger, is_event_noun, lemmas
from tracebrief.extract.hedges.hedge_cues import intentions
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import LONGEST_CLIMB, subtree, walk
from tracebrief.model.spans import Span

# What stands beside a clause and is not quoted with it.
OUTSIDE = {"parataxis", "cc", "punct", "mark", "intj", "relcl", "meta", "preconj", "dep"}
# A subject longer than this is named by its head elsewhere: the quotation begins at the verb (words).
LONG = 18
NAMED = {"GPE", "LOC", "FAC"}
NOT_PLACES = {"PERSON", "ORG", "DATE", "TIME", "NORP", "MONEY", "PERCENT", "CARDINAL", "LANGUAGE"}
WORDS = read_words("event_phrases")
WHERE = WORDS["prepositions of place"]
BESIDE = WORDS["prepositions of what is told beside an event"]
BETWEEN = WORDS["prepositions between two words of place"]
# Dependents of a verb that stand between it and the infinitive that it leads to.
BETWEEN_VERBS = {"aux", "auxpass", "neg", "advmod", "dobj"}
# A short form of a name, in brackets behind it.
SHORT_FORM = re.compile(r"\s\([A-Z][\w&-]{1,9}\)")
OPEN, CLOSED = "“‘([{", "”’)]}"


def clause_span(article: Article, trigger: Trigger) -> Span:
    """Return the contiguous words of an event: its subject through its objects and modifiers."""
    head = trigger.carrier if trigger.carrier is not None else trigger.head
    words = {token.i for token in _inner(head, alone=head.pos_ not in WORDY)}
    words |= _before(head)
    first, last = min(words), max(words)
    doc = article.doc
    while first < trigger.head.i and _is_before_clause(doc[first]):
        first += 1
    while last > trigger.head.i and (doc[last].is_space or doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
    return _in_passage(article, _closed(article.text, span), trigger.head)


def place_of(article: Article, trigger: Trigger, clause: Span) -> Span | None:
    """Return where it happened: the named place that the trigger's own words lead to, innermost first."""
    head = trigger.carrier if trigger.carrier is not None else trigger.head
    for start in dict.fromkeys((trigger.head, head)):
        for noun in _led_to(start):
            span = _noun_span(noun)
            if clause.contains(span) and _is_place(noun):
                return span
    patient = patient_of(trigger.head) if trigger.head.lemma_.lower() in lemmas("entering") else None
    if patient is not None and patient.ent_type_ in NAMED:
        span = _noun_span(patient)
        return span if clause.contains(span) else None
    return None


def _is_before_clause(token: Token) -> bool:
    """Say whether a word only joins a clause to what stands before it ("and", "shortly after")."""
    if token.dep_ == "advmod" and token.i + 1 < len(token.doc) and token.nbor(1).dep_ == "mark":
        return True
    return token.is_space or token.dep_ in ("cc", "mark") or token.tag_ == "WRB" or _is_loose(token)


def _before(verb: Token) -> set[int]:
    """Return the words of the subject, of the noun or of the verb that the clause begins with."""
    if verb.pos_ not in WORDY:
        return set()
    words: set[int] = set()
    for _ in range(LONGEST_CLIMB):
        own = own_subject(verb)
        if own is not None and own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            own = verb.head
        if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
            own = verb.head
        if verb.dep_ == "acl" and verb.head.lemma_ in intentions():
            own = verb.head
        if own is None and is_asked(verb):
            return words | {token.i for thing in asked_of(verb) for token in _noun(thing)}
        if own is not None:
            found = {token.i for token in (_inner(own) if own.i > verb.i or verb.dep_ != "acl" else _noun(own))}
            if verb.dep_ == "relcl" and own is not verb.head and _is_about(verb):
                found |= {token.i for token in _noun(verb.head)}
            found = {i for i in found if i < verb.i}
            return words | (found if len(found) <= LONG else set())
        if verb.dep_ != "xcomp" or verb.head.pos_ not in {"ADJ", *WORDY}:
            return words
        verb = verb.head
        words |= {verb.i} | {child.i for child in verb.children if child.dep_ in BETWEEN_VERBS}
        if verb.pos_ == "ADJ" and verb.head.pos_ in WORDY:
            verb = verb.head
            words |= {verb.i} | {child.i for child in verb.children if child.dep_ in BETWEEN_VERBS}
    return words


def _is_about(verb: Token) -> bool:
    """Say whether a relative clause is about a thing, not about a time or a place."""
    return verb.head.ent_type_ not in ("DATE", "TIME") and not any(child.tag_ == "WRB" for child in verb.children)


def _inner(head: Token, *, alone: bool = False) -> Iterator[Token]:
    """Yield the words of a clause that are quoted with it; of a noun `alone`, not those coordinated to it."""
    return walk(
        head,
        lambda token: [child for child in token.children if _is_quoted_with(token, child, alone and token == head)],
    )


def _is_quoted_with(head: Token, child: Token, alone: bool) -> bool:
    """Say whether a dependent is quoted with its head."""
    if child.dep_ in OUTSIDE or _is_next(head, child) or (alone and child.dep_ == "conj"):
        return False
    if child.dep_ == "advcl":
        return _is_aim(child)
    if child.dep_ == "acl" and child.i > 0 and child.tag_ == "VBG" and _is_behind_comma(child):
        return False
    if child.dep_ == "prep" and _is_next_told(head, child):
        return False
    if child.dep_ == "ccomp":
        return child.i > head.i and not any(word.dep_ == "mark" for word in child.children)
    return not (child.dep_ == "prep" and child.lower_ in BESIDE)


def _is_behind_comma(clause: Token) -> bool:
    """Say whether a clause is set off from the noun that it says more about."""
    first = clause.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def _is_next_told(head: Token, preposition: Token) -> bool:
    """Say whether a phrase tells its own: an event before the subject, or a noun that a clause explains."""
    nouns = [child for child in preposition.children if child.dep_ == "pobj"]
    subject = own_subject(head)
    before = subject is not None and preposition.i < subject.i
    if before and any(is_event_noun(noun) and noun.ent_type_ == "" for noun in nouns):
        return True
    return any(
        child.dep_ in ("acl", "relcl", "ccomp")
        and any(word.dep_ == "mark" and word.lower_ == "that" for word in child.children)
        for noun in nouns
        for child in noun.children
    )


def _is_next(head: Token, child: Token) -> bool:
    """Say whether a dependent is another clause or an apposition after the words."""
    if child.dep_ == "conj":
        return head.pos_ in WORDY or child.pos_ in WORDY
    return child.dep_ == "appos" and child.i > head.i and any(word.dep_ == "punct" for word in head.children)


def _is_aim(clause: Token) -> bool:
    """Say whether an adverbial clause is an infinitive of purpose, which is quoted with its act."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)


def _noun(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ not in OUTSIDE | {"acl", "appos", "conj", "advcl"}:
            yield from subtree(child)


def _is_loose(token: Token) -> bool:
    return token.is_punct and token.text not in OPEN


def _closed(text: str, span: Span) -> Span:
    """Return the span with the other half of a mark beside it, else without the half at its edge."""
    start, end = span.start, span.end
    for left, right in zip(OPEN, CLOSED, strict=True):
        words = text[start:end]
        closing, opening = words.find(right), words.find(left)
        if closing >= 0 and (opening < 0 or closing < opening) and text[start - 1 : start] == left:
            start -= 1
        words = text[start:end]
        if words.count(left) > words.count(right):
            behind = text[end : end + 2].rstrip()
            if right in behind and not behind.strip(right + ".,"):
                end += behind.index(right) + 1
            elif words.startswith(left):
                start += 1
    short = SHORT_FORM.match(text, end)
    return Span(start, short.end() if short else end)


def _led_to(head: Token) -> Iterator[Token]:
    """Yield the nouns that prepositions of place lead to, from the head's own to those within its objects."""
    waiting, seen = deque([head]), 0
    while waiting and seen < LONGEST_CLIMB:
        word, seen = waiting.popleft(), seen + 1
        for child in word.children:
            nouns = [inner for inner in child.children if inner.dep_ == "pobj"]
            nouns += [n for inner in child.children if inner.dep_ == "prep" for n in inner.children if n.dep_ == "pobj"]
            if child.dep_ in ("prep", "agent") and child.lower_ in WHERE:
                yield from nouns
                waiting.extend(nouns)
            elif child.dep_ in ("dobj", "nsubjpass", "attr", "advmod"):
                waiting.append(child)
            elif child.dep_ == "prep" and child.lower_ in BETWEEN:
                waiting.extend((child, *nouns))


def _is_place(noun: Token) -> bool:
    """Say whether a noun phrase names a place: a name in it, none of a person, body or time as its head."""
    if noun.ent_type_ in NOT_PLACES or is_event_noun(noun) or noun.lemma_.lower() in lemmas("relation"):
        return False
    return any(token.ent_type_ in NAMED or token.pos_ == "PROPN" for token in _noun(noun))


def _noun_span(noun: Token) -> Span:
    words = sorted(_noun(noun), key=lambda token: token.i)
    words = [
        word for word in words if not word.is_space and not (word.is_punct and word.i in (words[0].i, words[-1].i))
    ]
    return Span(words[0].idx, words[-1].idx + len(words[-1])) if words else token_span(noun)


def _in_passage(article: Article, span: Span, trigger: Token) -> Span:
    """Return the span cut to the passage of its trigger."""
    passage = article.passage_at(trigger.idx)
    if passage is None:
        return span
    return Span(max(span.start, passage.start), min(span.end, passage.end)).trimmed(article.text)
