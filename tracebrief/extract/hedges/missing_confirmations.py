"""What nobody has confirmed, as the text says: beside the missing confirmation, or in the sentence before it."""

from collections.abc import Iterator

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing.trees import OBJECTS, SUBJECTS, subtree

WORDS = read_words("hedge_scopes")
BACK = WORDS["pronouns for what was told before"]
LACK = WORDS["signs that a confirmation is wanting"]
LACKING = WORDS["verbs that want a confirmation"]
REFUSING = WORDS["verbs that refuse a confirmation"]


def unconfirmed(head: Token) -> Iterator[Token]:
    """Yield what a confirmation that is denied or still wanted is about."""
    if not _is_lacking(head):
        return
    own = next((child for child in (*head.children, *head.head.children) if child.dep_ in SUBJECTS), None)
    if own is not None and own.lower_ in BACK and own.i < head.i and not _is_refused(head):
        yield from _told_before(head)
        return
    for child in head.children:
        subject = child.dep_ in ("nsubjpass", "csubjpass") and child.i < head.i and head.pos_ == "VERB"
        content = child.dep_ in ("ccomp", "dobj") or (child.dep_ == "prep" and head.pos_ == "NOUN")
        if subject or content:
            yield from subtree(child)


def _told_before(head: Token) -> Iterator[Token]:
    """Yield what the sentence before tells at second hand: its clauses under another ("this is not confirmed")."""
    first = head.sent.start
    if not first or any(token.is_space and "\n" in token.text for token in head.doc[max(0, first - 1) : first]):
        return
    before = head.doc[first - 1].sent
    for token in before:
        if token.dep_ in ("relcl", "ccomp") and token != before.root:
            yield from subtree(token)


def _is_lacking(head: Token) -> bool:
    """Say whether a confirmation is denied, needed or awaited."""
    around = [head, head.head] if head.dep_ in SUBJECTS | OBJECTS | {"xcomp", "ccomp", "conj"} else [head]
    words = [child for word in around for child in word.children]
    if any(word.dep_ == "neg" or word.lower_ in LACK for word in words):
        return True
    return (head.dep_ in OBJECTS and head.head.lemma_ in LACKING) or _is_refused(head)


def _is_refused(head: Token) -> bool:
    return head.dep_ == "xcomp" and head.head.lemma_ in REFUSING
