"""Structured data of the brief's page: the report, its texts, and the claims that its prose quotes, by schema.org.

A `Claim` says who says what in which text, and never whether it is so. There is a `ClaimReview` only where a person
ruled on whether a claim counts, in that person's name and words; a ruling on how the program had read a claim is none.
No claim is rated by a number.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tracebrief.draw.claim_references import find_claim_references
from tracebrief.draw.values import read_published_values
from tracebrief.link import read_codebook
from tracebrief.model.attributions import PRONOUNS
from tracebrief.model.columns import READER
from tracebrief.model.tables import read_table, rows
from tracebrief.project.json_files import drop_missing, write_json
from tracebrief.project.paths import Project, SiteFile
from tracebrief.read import Source, credited, read_sources
from tracebrief.records.citation import Citation, Organisation, Person, read_citation

# The folder of the pages of evidence as seen from the brief.
EVIDENCE = "evidence"
# How far the words commit themselves, which a bare quotation of them would lose.
HEDGES = ("modality", "bound")
REJECTED = "rejected"
# What the codebook calls actors, by schema.org; people whom a text does not name may be one or many, so are neither.
KINDS = {"person": "Person", "organisation": "Organization", "outlet": "Organization"}

Row = dict[str, Any]


def write_structured_data(project: Project, *, version: str, date: str) -> Row:
    """Write `build/inserts/structured.json`, which a filter puts into the brief's page; return the JSON-LD."""
    citation = read_citation(project)
    claims = {row["claim_id"]: row for row in rows(read_table(project, "claims"))}
    sources = {source.key: source for source in read_sources(project)}
    kinds = {source.outlet: "Organization" for source in sources.values() if source.outlet} | _read_kinds(project)
    origins = {row["claim_id"]: row["origin"] for row in rows(read_table(project, "origins"))}
    refused = [claim for claim in claims.values() if claim["review_state"] == REJECTED and claim["ruled_as"] == READER]
    quoted = [*(name for name in _find_quoted(project) if name in claims), *(claim["claim_id"] for claim in refused)]
    content = {
        "@context": "https://schema.org",
        "@graph": [
            _report(citation, sources, version=version, date=date),
            *(_text(source) for source in sources.values()),
            *(_claim(claims[name], origins.get(name), kinds) for name in dict.fromkeys(quoted)),
            *(_review(claim, citation) for claim in refused),
        ],
    }
    # The page's HTML must not see a tag in a text's words, so "<" is written as JSON may write it.
    script = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    write_json(project.structured_data_insert, {"page": project.relative(project.brief), "script": script})
    return content


def describe_author(author: Person | Organisation) -> Row:
    """Return an author of `CITATION.cff` in terms of schema.org."""
    if isinstance(author, Person):
        return drop_missing({"@type": "Person", "@id": author.orcid, "name": author.full_name})
    return drop_missing({"@type": "Organization", "name": author.full_name, "url": author.website})


def _report(citation: Citation, sources: dict[str, Source], *, version: str, date: str) -> Row:
    brief, texts = citation.brief, [{"@id": f"{EVIDENCE}/{key}.html"} for key in sources]
    return drop_missing(
        {
            "@id": "#report",
            "@type": "Report",
            "name": brief.title,
            "abstract": brief.abstract,
            "author": [describe_author(author) for author in brief.authors],
            "version": version,
            "datePublished": date,
            "url": brief.url,
            "citation": texts,
            "isBasedOn": texts,
        }
    )


def _text(source: Source) -> Row:
    """Return a text; a day of publication that is only bounded is no day, and is left to the page about the text."""
    outlet = source.outlet and {"@type": "Organization", "name": source.outlet}
    return drop_missing(
        {
            "@id": f"{EVIDENCE}/{source.key}.html",
            "@type": "CreativeWork",
            "name": source.title,
            "creditText": credited(source),
            "author": source.author and {"@type": "Person", "name": source.author},
            "publisher": outlet,
            "datePublished": source.published.edtf if re.fullmatch(r"\d{4}-\d\d-\d\d", source.published.edtf) else None,
            "url": source.url,
            "archivedAt": f"../{SiteFile.TEXTS}/{source.file}",
        }
    )


def _claim(claim: Row, origin: str | None, kinds: dict[str, str]) -> Row:
    """Return a claim in its text's words; of a rejected one it is not known whose words they are."""
    rejected = claim["status"] == "rejected"
    return drop_missing(
        {
            "@id": f"{EVIDENCE}/{claim['doc_id']}.html#{claim['claim_id']}",
            "@type": "Claim",
            "identifier": claim["claim_id"],
            "text": claim["exact"],
            "author": None if rejected else _speaker(claim, origin, kinds),
            "appearance": {"@id": f"{EVIDENCE}/{claim['doc_id']}.html"},
            "keywords": [_term(column, claim[column]) for column in HEDGES if claim[column]],
        }
    )


def _term(column: str, word: str) -> Row:
    """Return a word of a controlled list, which is a column of the claims' table."""
    return {"@type": "DefinedTerm", "termCode": word, "inDefinedTermSet": f"../{SiteFile.TABLES}/claims.csv#{column}"}


def _speaker(claim: Row, origin: str | None, kinds: dict[str, str]) -> Row | None:
    """Return who says it: the speaker that the text names, else the claim's origin."""
    if claim["speaker"] and claim["speaker"].lower() not in PRONOUNS:
        return drop_missing({"@type": kinds.get(claim["speaker_actor"] or ""), "name": claim["speaker"]})
    return drop_missing({"@type": kinds.get(origin), "name": origin}) if origin else None


def _review(claim: Row, citation: Citation) -> Row:
    """Return a reader's word that a claim does not count."""
    known = {author.full_name: describe_author(author) for author in (*citation.authors, *citation.brief.authors)}
    return {
        "@id": f"#ruling-{claim['claim_id']}",
        "@type": "ClaimReview",
        "author": known.get(claim["ruled_by"], {"name": claim["ruled_by"]}),
        "datePublished": claim["ruled_on"],
        "claimReviewed": claim["exact"],
        "itemReviewed": {"@id": f"{EVIDENCE}/{claim['doc_id']}.html#{claim['claim_id']}"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": REJECTED,
            "ratingExplanation": (claim["note"] or "").removeprefix(f"{REJECTED}: "),
        },
        "isPartOf": {"@id": "#report"},
    }


def _find_quoted(project: Project) -> Iterator[str]:
    """Yield the claims that the brief quotes or retells, in its order; a value of several claims quotes none."""
    values = read_published_values(project)
    for reference in find_claim_references(project.brief.read_text("utf-8")):
        for key in reference.keys:
            if key in values and len(claims := values[key].claims) == 1:
                yield claims[0]
        yield from reference.ids


def _read_kinds(project: Project) -> dict[str, str]:
    """Return what schema.org calls each actor of the codebook, by key and by name."""
    if not project.codebook.is_file():
        return {}
    actors = [actor for actor in read_codebook(project).actors if actor.kind in KINDS]
    return {known: KINDS[actor.kind] for actor in actors for known in (*actor.names, actor.key)}
