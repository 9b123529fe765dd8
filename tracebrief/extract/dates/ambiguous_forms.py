"""Words that name times and other things too: "May", "second", "fall", "Black Friday", four digits."""

import re

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.numbers.counts import is_after_act, is_after_label
from tracebrief.extract.numbers.units import find_unit


def is_time(name: str, match: re.Match[str], first: Token, last: Token) -> bool:
    """Say whether a form's words are used as time here: "second", "May", "fall" and "Today" are other things too."""
    if name in ("duration", "relative") and match.groupdict()["u"] and _is_title(match):
        return False
    if name in ("duration", "counted_periods"):
        return last.tag_ in ("NN", "NNS", "NNP", "NNPS") or "-" in match[0]
    if name == "year":
        return _is_year(match, first)
    if name == "month" and match["mn"].lower() in read_words("date_contexts")["other months"]:
        return last.tag_ == "NNP" and last.ent_type_ != "PERSON"
    if name == "holiday":
        return first.ent_type_ != "PERSON"
    if name == "bare_season":
        return last.tag_.startswith("NN")
    if name == "set" and match["word"]:
        return first.pos_ != "PROPN"
    if name == "reference" and last.lower_ == "soon":
        return last.i + 1 == len(last.doc) or last.nbor().lower_ not in read_words("date_contexts")["behind soon"]
    if name in ("weekday", "named_day") and first.i:
        return first.nbor(-1).text not in read_words("date_contexts")["named days"]
    return True


def _is_title(match: re.Match[str]) -> bool:
    """Say whether a unit is that of a programme's name: "60 Minutes", “This Week”."""
    if not match["u"].istitle():
        return False
    quoted = match.string[max(0, match.start() - 1) : match.start()] in tuple("\"“'‘`")
    return quoted or ("n" in match.groupdict() and match["n"][0].isdigit())


def _is_year(match: re.Match[str], token: Token) -> bool:
    """Say whether four digits are a year: not where they count a plural noun, or follow a label."""
    counted = token.head if token.dep_ == "nummod" and token.head.i > token.i else None
    previous = token.nbor(-1) if token.i else None
    if counted is not None and counted.tag_ == "NNS":
        if previous is None or previous.lower_ not in read_words("date_contexts")["before years"]:
            return False
    elif counted is not None and counted.tag_ == "NN" and previous is not None and previous.pos_ == "VERB":
        return False
    if find_unit(match.string, match.end()) is not None:
        return False
    return not is_after_label(match.string, match.start()) or is_after_act(match.string, match.start())
