"""Texts in which a mark behind a word tells who says it, and what the library reads there."""

import json
import re

from tracebrief.extract.statements import find_quotations, find_statements

MARK = re.compile(r"\{([^{}]*)\}")
NO_STATEMENT = "!"


def read_marked(marked):
    """Return a text without its marks, and what each says of the letter before it."""
    text, wanted = "", {}
    for piece, mark in zip(*[iter([*MARK.split(marked), None])] * 2, strict=True):
        text += piece
        if mark is not None:
            wanted[max(at for at, letter in enumerate(text) if letter.isalnum())] = mark
    return text, wanted


def speakers_at(article, at, *, phrases=False):
    """Return who says a letter, as a mark does: the innermost first; `phrases`: or only names it."""
    around = [
        (sum(end - start for start, end in json.loads(one.content)), one.start, one.speaker or "")
        for one in find_statements(article)
        if (phrases or one.kind != "phrase") and any(start <= at < end for start, end in json.loads(one.content))
    ]
    return "; ".join(speaker for *_, speaker in sorted(around)) if around else NO_STATEMENT


def find_quoted(article):
    """Return the last letter of each quotation that somebody is shown to say, with who says it."""
    ends = [
        max(at for at in range(part.start, part.end) if article.text[at].isalnum())
        for quotation in find_quotations(article.text, article.passages)
        for part in quotation.parts
        if any(map(str.isalnum, part.cut(article.text)))
    ]
    return {at: said.split("; ")[0] for at in ends if (said := speakers_at(article, at, phrases=True)) != NO_STATEMENT}
