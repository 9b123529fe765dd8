"""`annotations.jsonld`: every claim as a W3C Web Annotation of the text that it was read from.

The target is the stored text with its hash; the words are selected twice, by position in code points and by quotation
with context. The body says what was read there, in terms of schema.org: the standard context of annotations knows that
prefix, so no vocabulary of our own has to be found anywhere. A controlled word, such as a modality, is a term of the
column it fills.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracebrief.model.tables import rows
from tracebrief.project.json_files import drop_missing, write_json
from tracebrief.project.paths import SiteFile
from tracebrief.records.data_package import Tables

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Where the pages that show a claim in its text lie in the site.
EVIDENCE = "report/evidence"
# The language that the library reads.
LANGUAGE = "en"
# Columns of claims whose cells are words of a controlled list or keys of the codebook.
TERMS = ("kind", "measure", "event", "topic", "actor", "place", "bound", "modality", "status", "review_state")

Row = dict[str, Any]


def write_annotations(target: Path, tables: Tables, generator: Row) -> None:
    """Write an annotation of every claim to `annotations.jsonld`.

    Args:
        tables: those that the build made, `documents` and `claims` among them.
        generator: the program, as the annotations name it.
    """
    documents = {row["doc_id"]: row for row in rows(tables["documents"])}
    verifications = {row["claim_id"]: row for row in rows(tables["verifications"])} if "verifications" in tables else {}
    claims = rows(tables["claims"].sort_values(["doc_id", "start", "end", "claim_id"], kind="stable"))
    items = [
        _annotate(claim, documents[claim["doc_id"]], verifications.get(claim["claim_id"])) | {"generator": generator}
        for claim in claims
    ]
    write_json(target / SiteFile.ANNOTATIONS, _collection(items), compact=True)


def _annotate(claim: Row, document: Row, verification: Row | None) -> Row:
    """Return one claim as an annotation of its text.

    Args:
        verification: the claim's row of the table `verifications`, None where it has none.
    """
    weighed = verification and {
        "type": "TextualBody",
        "purpose": "assessing",
        "format": "text/plain",
        "language": LANGUAGE,
        "value": f"{verification['verification_status']}: {verification['reason']}",
    }
    return {
        "id": f"{SiteFile.ANNOTATIONS}#{claim['claim_id']}",
        "type": "Annotation",
        "motivation": ["describing", "assessing"] if weighed else "describing",
        "body": [_claim(claim, verification), weighed] if weighed else _claim(claim, verification),
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": f"{SiteFile.TEXTS}/{document['file']}",
                "type": ["Text", "schema:TextObject"],
                "format": "text/plain",
                "language": LANGUAGE,
                "schema:sha256": document["sha256"],
            },
            "selector": [
                {"type": "TextPositionSelector", "start": claim["start"], "end": claim["end"]},
                {"type": "TextQuoteSelector", **{part: claim[part] for part in ("exact", "prefix", "suffix")}},
            ],
        },
    }


def _claim(claim: Row, verification: Row | None) -> Row:
    """Return what was read as a schema.org Claim."""
    speaker = drop_missing({"schema:name": claim["speaker"], "schema:identifier": claim["speaker_actor"]})
    return drop_missing(
        {
            "id": f"{EVIDENCE}/{claim['doc_id']}.html#{claim['claim_id']}",
            "type": "schema:Claim",
            "schema:identifier": claim["claim_id"],
            "schema:author": speaker,
            "schema:about": _amount(claim) if claim["kind"] == "quantity" else None,
            "schema:temporalCoverage": claim["as_of"],
            "schema:keywords": list(_terms(claim, verification)),
            "schema:comment": claim["note"] and {"type": "schema:Comment", "schema:text": claim["note"]},
        }
    )


def _amount(claim: Row) -> Row:
    """Return a quantity; an open end is not there, and how the words bound it is a keyword of the claim."""
    low, high = (_without_point(claim[end]) for end in ("low", "high"))
    number = {"schema:minValue": low, "schema:maxValue": high, "schema:unitText": claim["unit"]}
    return {"type": "schema:QuantitativeValue", **drop_missing(number)}


def _without_point(number: float | None) -> float | int | None:
    """Return a whole number as one."""
    return int(number) if number is not None and number == int(number) else number


def _terms(claim: Row, verification: Row | None) -> Iterator[Row]:
    cells = [("claims", column, claim[column]) for column in TERMS]
    cells += [("verifications", "verification_status", verification["verification_status"])] if verification else []
    for table, column, word in cells:
        if word is not None:
            column_id = {"id": f"{SiteFile.TABLES}/{table}.csv#{column}"}
            yield {"type": "schema:DefinedTerm", "schema:termCode": word, "schema:inDefinedTermSet": column_id}


def _collection(items: list[Row]) -> Row:
    """Return annotations as a collection of one page."""
    page = {
        "id": f"{SiteFile.ANNOTATIONS}#page-1",
        "type": "AnnotationPage",
        "partOf": SiteFile.ANNOTATIONS,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": SiteFile.ANNOTATIONS,
        "type": "AnnotationCollection",
        "label": "Every claim of the brief, at the words that it was read from",
        "total": len(items),
        "first": page,
        "last": page["id"],
    }
