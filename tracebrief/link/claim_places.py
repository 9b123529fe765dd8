"""Where a claim is about: the one place that its words name, or that "the camp" among them can only mean.

A part stands for its whole ("the prison in the town" is the prison); two places that are no parts of each other
are none.
"""

import re

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Codebook
from tracebrief.link.codebook_names import places_in

Place = tuple[int, int]
# "The camp" means a place that was named before; "the camp guards" does not.
MEANT = r"\bthe {kind}(?=\s*(?:[.,;:!?”]|$)|\s+(?:on|in|at|after|before|when|where|and|to|was|is|has|had)\b)"
# Too wide to be where something happened merely because the same paragraph names them.
WIDE = ("region", "country")


def place_of(annotated: AnnotatedDocument, codebook: Codebook, own: list[Place], *, passage: Place) -> str | None:
    """Return the place that a claim is about, None where no or several places fit.

    Args:
        own: the claim's own words, then the words around it that may still say where.
        passage: its paragraph, whose only narrow place is taken where nothing else says.
    """
    for start, end in own:
        words = annotated.cut(start, end)
        keys = _narrowest(places_in(words, codebook), codebook)
        if keys:
            return keys.pop() if len(keys) == 1 else None
        meant = _meant(annotated, words, codebook)
        if meant:
            return meant
    around = places_in(annotated.cut(*passage), codebook)
    keys = _narrowest({key for key in around if codebook.place(key).kind not in WIDE}, codebook)
    return keys.pop() if len(keys) == 1 else None


def _narrowest(keys: set[str], codebook: Codebook) -> set[str]:
    return keys - {around for key in keys for around in codebook.around(key)}


def _meant(annotated: AnnotatedDocument, words: str, codebook: Codebook) -> str | None:
    """Return the only place of its kind that the whole text names, where the words mean it by its kind."""
    for kind in sorted({place.kind for place in codebook.places} - set(WIDE)):
        if re.search(MEANT.format(kind=kind), words, re.IGNORECASE):
            passages = (annotated.cut(row["start"], row["end"]) for row in annotated.story)
            named = {key for words in passages for key in places_in(words, codebook)}
            fit = [key for key in named if codebook.place(key).kind == kind]
            return fit[0] if len(fit) == 1 else None
    return None
