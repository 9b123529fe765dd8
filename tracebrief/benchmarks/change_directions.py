"""Which way a quantity moved: "rose 8 percent", "down 1%", "lost 1.1%".

A claim has no column for it; benchmarks do, and a reader of a chart of changes would.
"""

from pathlib import Path

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words

FOLDER = Path(__file__).parent
# How far before its number the word of change stands (tokens).
STEPS = 4


def change_at(text: str, token: Token, start: int) -> str | None:
    """Return "up" or "down" for the number that `token` belongs to and that begins at `start`, or None."""
    sign = text[start - 1 : start]
    if sign in ("+", "-", "−"):
        return "up" if sign == "+" else "down"
    for near in _before(token, start):
        if near.lower_ in ("up", "down"):
            return None if near.dep_ == "prt" else str(near.lower_)
        if (way := _way(near)) is not None:
            return way
    return None


def _before(token: Token, start: int) -> list[Token]:
    """Return the words right before the number, nearest first, as far as they belong to it."""
    found: list[Token] = []
    stops = read_words("change_directions", folder=FOLDER)["stops"]
    for index in range(token.i - 1, max(-1, token.i - STEPS * 2), -1):
        word = token.doc[index]
        if word.text in stops or word.pos_ in ("CCONJ", "SCONJ") or token.doc[index + 1].is_sent_start:
            break
        if word.idx < start:
            found.append(word)
    return found[:STEPS]


def _way(token: Token) -> str | None:
    if token.pos_ not in ("VERB", "ADV", "ADP", "ADJ"):
        return None
    words = read_words("change_directions", folder=FOLDER)
    return next((way for way in ("up", "down") if token.lemma_ in words[way]), None)
