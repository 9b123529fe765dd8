"""Words and patterns that the rules of grammar ask for, by the lexicon that holds them and their key."""

import re
from functools import cache

from tracebrief.extract.lexicons import Row, read_lexicon

LEXICONS = ("name_forms", "hedge_scopes", "statements", "event_phrases")


class Rule(Row):
    """Words of one part in a sentence, or the pattern of one form."""

    key: str
    words: frozenset[str] = frozenset()
    pattern: str | None = None


@cache
def _rules(lexicon: str) -> dict[str, Rule]:
    return {rule.key: rule for rule in read_lexicon(lexicon, Rule)}


def word_list(lexicon: str, key: str) -> frozenset[str]:
    """Return the words of a rule."""
    return _rules(lexicon)[key].words


def form(lexicon: str, key: str) -> re.Pattern[str]:
    """Return the pattern of a rule."""
    return re.compile(_rules(lexicon)[key].pattern or "")
