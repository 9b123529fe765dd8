"""The texts of the last build with what it read in each; read anew once a build changed the tables.

A build that stops at a ruling leaves no claims. They are linked here then, without rulings, for whoever wrote what the
build refuses must be able to rule otherwise.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from tracebrief.link import MENTIONS, AnnotatedDocument, link_claims, read_annotated_documents, read_codebook
from tracebrief.model.columns import Row
from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import days_in_words
from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file
from tracebrief.read import credited, read_sources

# What a build reads in the texts, and what it links of that.
READ = ("documents", "passages", *MENTIONS)
LINKED = ("claims", "ruled_fields")
Digests = tuple[str | None, ...]


@dataclass(frozen=True)
class BuiltText:
    """A text as it was built: its words, its passages, and the claims read in it, in the order of their words.

    Attributes:
        found_fields: what the library read by itself at each claim that was ruled on, by span and kind.
    """

    doc_id: str
    file: str
    sha256: str
    label: str
    title: str
    text: str
    passages: list[Row]
    claims: list[Row]
    found_fields: dict[tuple[int, int, str], dict[str, Any]]

    def is_on_disk(self, project: Project) -> bool:
        """Say whether the raw text is still the one that was built."""
        return digest_file(project.raw / self.file) == self.sha256


def read_built_texts(project: Project) -> dict[str, BuiltText]:
    """Return the texts of the last build by key, in the order of the keys.

    Raises:
        BuildError: there is no build yet.
        TableError: the tables are of another version of the library.
    """
    return _read(project, (*_digest(project, READ), *_digest(project, LINKED), digest_file(project.codebook)))


def read_annotated_text(project: Project, doc_id: str) -> AnnotatedDocument:
    """Return a text with its mentions, of which the build makes claims.

    Raises:
        TableError: the build has not read the texts.
    """
    return _annotate(project, doc_id, _digest(project, READ))


def has_linked(project: Project) -> bool:
    """Say whether the last build came as far as linking claims."""
    return None not in _digest(project, LINKED)


def read_linked(project: Project) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the claims of the last build and the fields that were ruled on; where it made none, claims as read.

    Raises:
        BuildError: there is no build yet.
        TracebriefError: its tables are of another version of the library, or the codebook is not valid.
    """
    if has_linked(project):
        return read_table(project, "claims"), read_table(project, "ruled_fields")
    if None in _digest(project, READ):
        raise BuildError("build/tables", "there is no build to rule on", "run `tracebrief build` first")
    linked = link_claims(read_annotated_documents(project), read_codebook(project))
    return linked.claims, linked.ruled_fields


def _digest(project: Project, names: tuple[str, ...]) -> Digests:
    return tuple(digest_file(project.tables / f"{name}.parquet") for name in names)


@lru_cache(maxsize=8)
def _annotate(project: Project, doc_id: str, _digests: Digests) -> AnnotatedDocument:
    [document] = read_annotated_documents(project, only=doc_id)
    return document


@lru_cache(maxsize=1)
def _read(project: Project, _digests: Digests) -> dict[str, BuiltText]:
    linked = read_linked(project)
    sources = {source.key: source for source in read_sources(project)}
    passages, claims, ruled = map(_by_text, (read_table(project, "passages"), *linked))
    texts = {}
    for row in rows(read_table(project, "documents")):
        key = row["doc_id"]
        credit = credited(sources[key]) if key in sources else row["outlet"]
        label = ", ".join(filter(None, (credit, days_in_words(row["first"], row["last"]))))
        shown = [{name: each[name] for name in ("start", "end", "passage", "kind")} for each in passages[key]]
        found = sorted(claims[key], key=lambda claim: (claim["start"], claim["end"], claim["claim_id"]))
        fields: defaultdict[tuple[int, int, str], dict[str, Any]] = defaultdict(dict)
        for each in ruled[key]:
            fields[each["start"], each["end"], each["kind"]][each["field"]] = each["read_now"]
        title = row["title"] or f"Untitled text, {label}"
        texts[key] = BuiltText(key, row["file"], row["sha256"], label, title, row["text"], shown, found, fields)
    return texts


def _by_text(table: pd.DataFrame) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        found[row["doc_id"]].append(row)
    return found
