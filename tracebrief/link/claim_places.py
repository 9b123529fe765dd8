"""Where a claim is about: the one place that its words name, or that "the camp" among them can only mean.

A part stands for its whole ("the prison in the town" is the prison); two places that are no parts of each other
are none.
"""

import re

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Codebook
from tracebrief.link.name_index import find_named
from tracebrief.model.spans import Span, span_of

# "The camp" means a place that was named before; "the camp guards" does not.
MEANT = r"\bthe {kind}(?=\s*(?:[.,;:!?”]|$)|\s+(?:on|in|at|after|before|when|where|and|to|was|is|has|had)\b)"


def find_place(document: AnnotatedDocument, codebook: Codebook, around: list[Span], *, passage: Span) -> str | None:
    """Return the place that a claim is about, None where no or several places fit.

    Args:
        around: the claim's own words, then the words around it that may still say where.
        passage: its paragraph, whose only narrow place is taken where nothing else says.
    """
    for span in around:
        words = document.cut(span)
        keys = _narrowest(places_in(words, codebook), codebook)
        if keys:
            return keys.pop() if len(keys) == 1 else None
        meant = _meant(document, words, codebook)
        if meant:
            return meant
    # An area is too wide to be where something happened merely because the same paragraph names it.
    narrow = {key for key in places_in(document.cut(passage), codebook) if not codebook.place(key).is_area}
    keys = _narrowest(narrow, codebook)
    return keys.pop() if len(keys) == 1 else None


def places_in(text: str, codebook: Codebook) -> set[str]:
    """Return the places that a text names; a place that is part of someone's name is not one."""
    known = {place.key for place in codebook.places}
    return known & {named.key for named in find_named(text, codebook.all_names)}


def _narrowest(keys: set[str], codebook: Codebook) -> set[str]:
    return keys - {around for key in keys for around in codebook.around(key)}


def _meant(document: AnnotatedDocument, words: str, codebook: Codebook) -> str | None:
    """Return the only place of its kind that the whole text names, where the words mean it by its kind."""
    for kind in sorted({place.kind for place in codebook.places if not place.is_area}):
        if re.search(MEANT.format(kind=kind), words, re.IGNORECASE):
            passages = (document.cut(span_of(passage)) for passage in document.story)
            named = {key for words in passages for key in places_in(words, codebook)}
            fit = [key for key in named if codebook.place(key).kind == kind]
            return fit[0] if len(fit) == 1 else None
    return None
