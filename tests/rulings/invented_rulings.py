"""A ruling on an invented claim, to be changed."""

from tracebrief.rulings import Ruling

FOUND = {"measure": "stranded", "low": 400, "unit": "person", "bound": "more than", "modality": "asserted"}
RULING = {
    "words": "over 400 sailors",
    "at": [15, 31],
    "kind": "quantity",
    "review_state": "confirmed",
    "found": FOUND,
    "ruled_by": "an editor",
    "ruled_as": "reader",
    "ruled_on": "2020-03-07",
}


def ruling(*changes: dict, **more) -> Ruling:
    """Return the ruling with these changes, one after the other; None leaves a part out."""
    merged = RULING
    for change in (*changes, more):
        merged = merged | change
    return Ruling.model_validate({key: value for key, value in merged.items() if value is not None})
