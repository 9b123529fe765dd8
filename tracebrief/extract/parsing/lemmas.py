"""Words in the form in which a dictionary has them, without their sentence: enough to see that two texts use one word.

A form that may be of two words ("leaves") is taken for a verb's first, then a noun's, then an adjective's, everywhere
alike.
"""

import re
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from tracebrief.extract.parsing.articles import language_model
from tracebrief.model.wording import plain

WORD = re.compile(r"\w+(?:-\w+)*")
KINDS = ("verb", "noun", "adj")
# Endings that no noun in the plural has.
SHOWN = ("ed", "ing")


@cache
def find_content_lemmas(words: str) -> frozenset[str]:
    """Return the words that carry meaning, each in its dictionary form; small ones are left out."""
    found = (word.lower() for word in WORD.findall(plain(words)))
    return frozenset(_lemma(word) for word in found if word not in STOP_WORDS and len(word) > 1)


@cache
def find_verbs(words: str) -> frozenset[str]:
    """Return the verbs whose form shows that they are verbs, or made of one ("warned", "falling"), by their lemmas."""
    found = (word.lower() for word in WORD.findall(plain(words)))
    _, exceptions, known = _tables("verb")
    lemmas = {word: _lemma(word) for word in found if word not in STOP_WORDS}
    return frozenset(
        lemma
        for word, lemma in lemmas.items()
        if lemma != word and (word in exceptions or (word.endswith(SHOWN) and lemma in known))
    )


@cache
def _lemma(word: str) -> str:
    for kind in KINDS:
        endings, exceptions, known = _tables(kind)
        if word in exceptions:
            return str(exceptions[word][0])
        for ending, instead in endings:
            if word.endswith(ending) and (form := word[: len(word) - len(ending)] + instead) in known:
                return form
    return word


@cache
def _tables(kind: str) -> tuple[list[list[str]], dict[str, list[str]], frozenset[str]]:
    lookups = language_model().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    rules, exceptions, index = (lookups.get_table(f"lemma_{name}")[kind] for name in ("rules", "exc", "index"))
    return rules, exceptions, frozenset(index)
