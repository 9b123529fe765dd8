"""Which way a quantity moved: "rose 8 percent", "down 1%", "lost 1.1%".

A claim has no column for it; benchmarks do, and a reader of a chart of changes would.
"""

from spacy.tokens import Token

UP = {
    "rise", "increase", "climb", "gain", "jump", "grow", "surge", "soar", "advance", "up", "rally", "expand",
    "improve", "leap", "hike", "boost", "accelerate", "spike", "upgrade", "appreciate", "rebound", "swell", "lift",
}  # fmt: skip
DOWN = {
    "fall", "decrease", "drop", "decline", "lose", "slip", "plunge", "slide", "shrink", "sink", "down", "dip",
    "cut", "slump", "tumble", "plummet", "reduce", "lower", "shed", "ease", "retreat", "contract", "slow", "crash",
    "depreciate", "slash", "weaken", "trim",
}  # fmt: skip
# How far before its number the word of change stands (tokens), and what ends the search.
STEPS = 4
STOPS = {",", ";", ".", "(", "to", "at", "from"}


def change_at(text: str, token: Token, start: int) -> str | None:
    """Return "up" or "down" for the number that `token` belongs to and that begins at `start`, or None."""
    sign = text[start - 1 : start]
    if sign in ("+", "-", "−"):
        return "up" if sign == "+" else "down"
    for near in _before(token, start):
        if near.lower_ in ("up", "down"):
            return None if near.dep_ == "prt" else near.lower_
        if (way := _way(near)) is not None:
            return way
    return None


def _before(token: Token, start: int) -> list[Token]:
    """Return the words right before the number, nearest first, as far as they belong to it."""
    found: list[Token] = []
    for index in range(token.i - 1, max(-1, token.i - STEPS * 2), -1):
        word = token.doc[index]
        if word.text in STOPS or word.pos_ in ("CCONJ", "SCONJ") or token.doc[index + 1].is_sent_start:
            break
        if word.idx < start:
            found.append(word)
    return found[:STEPS]


def _way(token: Token) -> str | None:
    if token.pos_ not in ("VERB", "ADV", "ADP", "ADJ"):
        return None
    return "up" if token.lemma_ in UP else "down" if token.lemma_ in DOWN else None
