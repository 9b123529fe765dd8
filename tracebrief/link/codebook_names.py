"""Which actor and which place of the codebook the words of a text name.

The longest name wins at each place; where two entries of equal rank remain, none is chosen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Codebook
from tracebrief.link.word_tests import Lexicon, plain
from tracebrief.model.mentions import ActorMention
from tracebrief.model.tables import to_table

# Whom a phrase that names several means: "spokesman Ann Lee of the Union" is Ann Lee, not the Union.
RANK = {"person": 0, "unnamed": 1, "organisation": 2, "outlet": 3}


@dataclass(frozen=True)
class Named:
    """A name of the codebook at a place in some text."""

    start: int
    end: int
    key: str
    name: str


def link_actors(corpus: Iterable[AnnotatedDocument], codebook: Codebook) -> pd.DataFrame:
    """Return where the actors of the codebook are named in the stories, as the table `actors`."""
    return to_table("actors", (mention for annotated in corpus for mention in find_actors(annotated, codebook)))


def find_actors(annotated: AnnotatedDocument, codebook: Codebook) -> Iterator[ActorMention]:
    """Yield every place of the story that names an actor."""
    for passage in annotated.story:
        for named in find_named(annotated.cut(passage["start"], passage["end"]), codebook.actor_names):
            how = "name" if named.name == codebook.actor(named.key).name else "alias"
            start = passage["start"]
            yield ActorMention(annotated.doc_id, start + named.start, start + named.end, named.key, how)


def find_named(text: str, names: Lexicon) -> Iterator[Named]:
    """Yield the names of entries in `text`, none inside a longer one."""
    for match in names.pattern.finditer(plain(text)):
        key, name = names.known[" ".join(match[0].lower().split())]
        # A name that is written with a capital is not the common word.
        if match[0][0].isupper() or not name[0].isupper():
            yield Named(*match.span(), key, name)


def actor_of(words: str | None, codebook: Codebook) -> str | None:
    """Return the actor that a phrase means: a person before a group, a group before an organisation, else None."""
    named = {found.key for found in find_named(words or "", codebook.actor_names)}
    ranked = [(RANK[codebook.actor(key).kind], key) for key in sorted(named)]
    best = [key for rank, key in ranked if rank == min(ranked)[0]]
    return best[0] if len(best) == 1 else None


def places_in(text: str, codebook: Codebook) -> set[str]:
    """Return the places that a text names; a place that is part of someone's name is not one."""
    known = {place.key for place in codebook.places}
    return known & {named.key for named in find_named(text, codebook.all_names)}
