"""Conditions on words, and sentences that show what must be read: what the codebook's entries are made of."""

import re
from functools import cache

from pydantic import model_validator

from tracebrief.model.spans import Span
from tracebrief.model.wording import plain
from tracebrief.project.authored import Entry

MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class WordCondition(Entry):
    """A condition on words: at least one of `any`, every one of `all`, not one of `none`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def is_met(self, text: str) -> bool:
        """Say whether `text` meets this condition; an empty one is met by everything."""
        words = plain(text)
        return (
            (not self.any or any(_pattern(word).search(words) for word in self.any))
            and all(_pattern(word).search(words) for word in self.all)
            and not any(_pattern(word).search(words) for word in self.none)
        )

    def explain(self, text: str) -> str:
        """Return which words decide whether `text` meets this condition."""
        words = plain(text)
        any_of, all_of, none_of = (
            [word for word in asked if _pattern(word).search(words)] for asked in (self.any, self.all, self.none)
        )
        told = [f"has {', '.join([*any_of, *all_of])}"] if any_of or all_of else []
        told += [f"has none of {', '.join(self.any)}"] if self.any and not any_of else []
        lacking = [word for word in self.all if word not in all_of]
        told += [f"lacks {', '.join(lacking)}"] if lacking else []
        told += [f"must not have {', '.join(none_of)}"] if none_of else []
        return "; ".join(told) or "nothing is asked of them"


class MarkedExample(Entry):
    """A sentence whose words in [[double brackets]] must be read as the entry that it stands in."""

    text: str

    @model_validator(mode="after")
    def _has_one_mark(self) -> "MarkedExample":
        if len(MARK.findall(self.text)) != 1:
            raise ValueError("mark the expected words once, in [[double brackets]]")
        return self

    @property
    def sentence(self) -> str:
        """The sentence without its brackets."""
        return MARK.sub(r"\1", self.text)

    @property
    def span(self) -> Span:
        """The span of the marked words in `sentence`."""
        before, words, _ = MARK.split(self.text, maxsplit=1)
        return Span(len(before), len(before) + len(words))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in plain(word).split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
