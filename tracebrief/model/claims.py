"""The claim: a mention linked to the codebook, under an id made of its content.

The same words at the same place with the same value have the same id on every run and every machine.
"""

import hashlib
import json

# Kinds of finding that can become a claim, in the order tables list them.
KINDS = ("quantity", "quote", "statement", "event")
BOUNDS = ("exact", "about", "at least", "more than", "at most", "less than", "range", "vague", "share")
MODALITIES = ("asserted", "alleged", "hypothetical", "planned", "denied", "unverified", "asked")
STATUSES = ("accepted", "conflict", "rejected")


def claim_id(sha256: str, start: int, end: int, kind: str, value: str) -> str:
    """Return `c-` and ten hex digits of SHA-256 over the JSON list of a claim's content.

    Args:
        sha256: the text's SHA-256, in hex.
        start, end: the claim's place, half-open code points.
        kind: one of `KINDS`.
        value: the normalised value; "" where the kind has none.
    """
    content = json.dumps([sha256, start, end, kind, value], ensure_ascii=False, separators=(",", ":"))
    return "c-" + hashlib.sha256(content.encode()).hexdigest()[:10]


def quantity_value(low: float | None, high: float | None, unit: str | None, bound: str) -> str:
    """Return the normalised value of a quantity, as hashed into its id: `low|high|unit|bound`."""
    number = lambda x: "" if x is None else f"{x:g}" if abs(x) < 1e6 else f"{x:.0f}"  # noqa: E731
    return "|".join((number(low), number(high), unit or "", bound))
