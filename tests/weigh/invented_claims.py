"""Rows of invented claims, each in a text of its own."""

from tracebrief.model.tables import TABLES


def claim(name: str, **columns) -> dict:
    """Return a statement of a text of this name, with other columns where given."""
    row = dict.fromkeys(TABLES["claims"].columns) | {"claim_id": f"c-{name}", "doc_id": name, "start": 0, "end": 5}
    row |= {"kind": "statement", "modality": "asserted", "exact": name, "prefix": "", "suffix": "", "passage": 1}
    row |= {"rule": "test", "rule_version": "1", "status": "accepted", "review_state": "found"}
    return row | {"first": "2020-03-04", "last": "2020-03-06"} | columns
