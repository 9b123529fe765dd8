"""Which modalities the words of a sentence can express, by the cues of the lexicons that read texts.

A sentence keeps a hedge that stands anywhere in it; what the hedge governs there is not asked, or a good sentence that
is built otherwise than the text's would be refused. Verbs and what is a cue by its place are left to the parser.
"""

import re
from functools import cache

from tracebrief.extract.hedges import lexicon
from tracebrief.extract.lexicons import either
from tracebrief.extract.lexicons.reporting import forms_of, groups

PLANNED = "planned"
# Cues by their place or their part of speech alone: "to" before a verb, a question mark, "plan", "move".
BY_PARSE = ("infinitive", "question", "verb")


def modalities_said(words: str) -> set[str]:
    """Return the modalities that have a cue among some words."""
    return {modality for modality, pattern in _patterns().items() if pattern.search(words)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    cues: dict[str, set[str]] = {}
    for row in (row for row in lexicon() if row.kind not in BY_PARSE):
        cues.setdefault(row.modality, set()).update(row.cues)
    for group in groups():
        if modality := PLANNED if group.kind == "wish" else group.modality:
            cues.setdefault(modality, set()).update(*map(_inflected, group.cues))
    return {name: re.compile(rf"(?<![\w-])(?:{either(forms)})(?![\w-])", re.IGNORECASE) for name, forms in cues.items()}


def _inflected(verb: str) -> set[str]:
    """Return the forms of a verb that are no noun's: of "hope" not "hope" and "hopes", which the parser must tell."""
    return set(forms_of(verb)) - {verb, f"{verb}s", f"{verb}es"}
