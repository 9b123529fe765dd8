"""How to cite a version of the brief: from `CITATION.cff`, which people write, and the version that was built.

A version is cited as what it is. Only a clean commit is named as the source; a working copy with changes, or a folder
outside git, is said to be one. Nothing is invented: no DOI and no address that the file does not give.
"""

import json
import re
import subprocess
from datetime import date as Date  # noqa: N812
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

import pypandoc
from pydantic import Discriminator, Field, Tag
from ruamel.yaml import YAML

from tracebrief.project.authored import Entry, read_authored
from tracebrief.project.errors import ReportError
from tracebrief.project.json_files import drop_missing, write_json
from tracebrief.project.paths import Project, SiteFile

DIRTY = "-dirty"


class Person(Entry):
    """A person among the authors."""

    family_names: str = Field(alias="family-names")
    given_names: str | None = Field(None, alias="given-names")
    orcid: str | None = Field(None, pattern=r"^https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
    affiliation: str | None = None

    @property
    def full_name(self) -> str:
        """The name in the order in which it is spoken."""
        return " ".join(filter(None, (self.given_names, self.family_names)))

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL has it."""
        return drop_missing({"family": self.family_names, "given": self.given_names})


class Organisation(Entry):
    """A group or an organisation among the authors."""

    name: str
    website: str | None = None

    @property
    def full_name(self) -> str:
        """The name."""
        return self.name

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL has it."""
        return {"literal": self.name}


def _kind_of(author: Any) -> str:
    return (
        "organisation"
        if isinstance(author, Organisation) or (isinstance(author, dict) and "name" in author)
        else "person"
    )


# Told apart before they are read, so that a mistake in one is not reported as a lack of the other's fields.
Author = Annotated[
    Annotated[Person, Tag("person")] | Annotated[Organisation, Tag("organisation")], Discriminator(_kind_of)
]


class Work(Entry):
    """What software and brief are both cited by."""

    title: str = Field(min_length=1)
    authors: list[Author] = Field(min_length=1)
    abstract: str | None = None
    license: str | None = None
    doi: str | None = Field(None, pattern=r"^10\.\d{4,9}(\.\d+)?/\S+$")
    url: str | None = Field(None, pattern=r"^https?://\S+$")


class Brief(Work):
    """`preferred-citation:` the brief that the software publishes."""

    type: Literal["report"]


class Citation(Work):
    """`CITATION.cff`; version, day and commit are a build's to add."""

    cff_version: Literal["1.2.0"] = Field(alias="cff-version")
    message: str = Field(min_length=1)
    type: Literal["software", "dataset"]
    keywords: list[str] = Field([])
    repository_code: str | None = Field(None, alias="repository-code", pattern=r"^https?://\S+$")
    brief: Brief = Field(alias="preferred-citation")


def read_citation(project: Project) -> Citation:
    """Return `CITATION.cff`.

    Raises:
        ReportError: it is missing or not valid; the message names file and line.
    """
    return read_authored(project.citation, Citation, error=ReportError)


def csl_item(citation: Citation, *, version: str, date: str, commit: str | None) -> dict[str, Any]:
    """Return a version of the brief as a CSL item; what is not known is not there.

    Args:
        date: the day of the commit, ISO; "" where there is none.
        commit: its full hash, None outside git.
    """
    brief = citation.brief
    item = {
        "id": "-".join(filter(None, (_slug(citation.title), _slug(version)))),
        "type": "report",
        "title": brief.title,
        "author": [author.csl for author in brief.authors],
        "issued": {"date-parts": [[int(part) for part in date.split("-")]]} if date else None,
        "version": version,
        "genre": "Report",
        "note": describe_state(version, commit),
        "DOI": brief.doi,
        "URL": brief.url,
    }
    return drop_missing(item)


def describe_state(version: str, commit: str | None) -> str:
    """Return in words what a version was built from."""
    if commit is None:
        return "Built outside git: no commit names what it was built from"
    if version.endswith(DIRTY):
        return f"Built from commit {commit} with changes that were not committed"
    return f"Built from commit {commit}"


def cite_in_words(citation: Citation, *, version: str, date: str) -> str:
    """Return a version as an entry of a list of references, in the style of the APA."""
    *others, last = [author.full_name for author in citation.brief.authors]
    names = f"{', '.join(others)}, & {last}" if others else last
    day = Date.fromisoformat(date) if date else None
    when = f"{day.year}, {day:%B} {day.day}" if day else "n.d."
    address = citation.brief.url or (citation.brief.doi and f"https://doi.org/{citation.brief.doi}")
    title = citation.brief.title + (f" (Version {version})" if version else "")
    return " ".join(filter(None, (f"{names.removesuffix('.')}. ({when}). {title} [Report].", address)))


def write_citation_insert(project: Project, *, version: str, date: str, commit: str | None) -> dict[str, Any]:
    """Write `build/inserts/citation.json` for the pages: words, BibTeX and CSL item; return its content.

    Raises:
        ReportError: `CITATION.cff` is not valid.
    """
    citation = read_citation(project)
    item = csl_item(citation, version=version, date=date, commit=commit)
    content = {"text": cite_in_words(citation, version=version, date=date), "bibtex": render_bibtex(item), "csl": item}
    write_json(project.citation_insert, content)
    return content


def render_bibtex(item: dict[str, Any]) -> str:
    """Return a CSL item as BibTeX, by pandoc; biblatex, which alone of the two has a field for versions."""
    command = [pypandoc.get_pandoc_path(), "--from=csljson", "--to=biblatex"]
    # Without this mark pandoc rewrites an English title with capitals.
    as_written = item | {"title": f'<span class="nocase">{item["title"]}</span>'}
    done = subprocess.run(command, input=json.dumps([as_written]).encode(), capture_output=True, check=True)
    return done.stdout.decode("utf-8").strip() + "\n"


def write_citation_files(project: Project, target: Path, *, version: str, date: str, commit: str | None) -> None:
    """Write `CITATION.cff` as of this version, and the brief's item as `cite.bib` and `cite.json`, to a site's root."""
    written = json.loads(project.citation_insert.read_text("utf-8"))
    (target / SiteFile.BIBTEX).write_text(written["bibtex"], "utf-8")
    write_json(target / SiteFile.CSL, [written["csl"]])
    yaml = YAML(typ="rt")
    yaml.width, yaml.preserve_quotes = 120, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(project.citation.read_text("utf-8"))
    for part in (content, content["preferred-citation"]):
        # A day of its own for each, or YAML would have the second refer to the first.
        day = Date.fromisoformat(date) if date else None
        clean = None if version.endswith(DIRTY) else commit
        part.update(drop_missing({"version": version, "date-released": day, "commit": clean}))
    out = StringIO()
    yaml.dump(content, out)
    (target / SiteFile.CITATION).write_text(out.getvalue(), "utf-8")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-")
