"""The texts of the last build with what it read in each; read anew once a build changed the tables."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import days_in_words
from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project
from tracebrief.project.store import digest_file
from tracebrief.read import credited, read_sources

Row = dict[str, Any]
TABLES = ("documents", "passages", "claims", "ruled_fields")


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
    digests = tuple(digest_file(project.tables / f"{name}.parquet") for name in TABLES)
    if None in digests:
        raise BuildError("build/tables", "there is no build to rule on", "run `tracebrief build` first")
    return _read(project, digests)


@lru_cache(maxsize=1)
def _read(project: Project, _digests: tuple[str | None, ...]) -> dict[str, BuiltText]:
    sources = {source.key: source for source in read_sources(project)}
    passages, claims, ruled = (_by_text(project, name) for name in TABLES[1:])
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


def _by_text(project: Project, table: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(read_table(project, table)):
        found[row["doc_id"]].append(row)
    return found
