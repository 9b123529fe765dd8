"""Which actor of the codebook the words of a text name.

The longest name wins; where two entries of equal rank remain, none is chosen.
"""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from tracebrief.link.annotated_documents import AnnotatedDocument
from tracebrief.link.codebook import Actor, Codebook
from tracebrief.link.name_index import find_named
from tracebrief.model.mentions import ActorMention
from tracebrief.model.spans import span_of
from tracebrief.model.tables import to_table
from tracebrief.model.wording import plain

# Whom a phrase that names several means: "spokesman Ann Lee of the Union" is Ann Lee, not the Union.
RANK = {"person": 0, "unnamed": 1, "organisation": 2, "outlet": 3}


def link_actors(corpus: Iterable[AnnotatedDocument], codebook: Codebook) -> pd.DataFrame:
    """Return where the actors of the codebook are named in the stories, as the table `actors`."""
    return to_table("actors", (mention for document in corpus for mention in find_actors(document, codebook)))


def find_actors(document: AnnotatedDocument, codebook: Codebook) -> Iterator[ActorMention]:
    """Yield every span of the story that names an actor."""
    for passage in document.story:
        for named in find_named(document.cut(span_of(passage)), codebook.actor_names):
            how = "name" if named.name == codebook.actor(named.key).name else "alias"
            start = passage.start
            yield ActorMention(document.doc_id, start + named.start, start + named.end, named.key, how)


def actors_in(words: str, codebook: Codebook) -> set[str]:
    """Return the actors that words name."""
    return {named.key for named in find_named(words, codebook.actor_names)}


def actor_of(words: str | None, codebook: Codebook) -> str | None:
    """Return the actor that a phrase means: a person before a group, a group before an organisation, else None."""
    ranked = [(RANK[codebook.actor(key).kind], key) for key in sorted(actors_in(words or "", codebook))]
    best = [key for rank, key in ranked if rank == min(ranked)[0]]
    return best[0] if len(best) == 1 else None


def doer_of(words: str | None, codebook: Codebook) -> str | None:
    """Return the actor whose act an event's words for its doer tell: by its name, else by its adjective."""
    phrase = plain(words or "")
    if actors_in(phrase, codebook):
        key = actor_of(phrase, codebook)
        return None if key and _has_phrase(phrase, _names_of_others(codebook.actor(key))) else key
    fit = [actor.key for actor in codebook.actors if _has_phrase(phrase, actor.adjectives)]
    return fit[0] if len(fit) == 1 else None


def _names_of_others(actor: Actor) -> Iterator[str]:
    """Yield the phrases that begin with an actor's name and mean someone else."""
    return (f"{name} {word}" for name in actor.names for word in actor.not_before)


def _has_phrase(words: str, phrases: Iterable[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", words) for phrase in phrases)
