"""Passages that documents share, in the form that benchmarks of text reuse expect."""

from collections import defaultdict
from collections.abc import Sequence

from tracebrief.benchmarks.formats import BenchmarkDocument, Prediction
from tracebrief.link.reuse import find_reuse


def reuse(documents: Sequence[BenchmarkDocument]) -> list[list[Prediction]]:
    """Return what each document copied from an earlier one; by `role`, a donor copies nobody, a host is no source."""
    # Documents of a benchmark may share an id, their positions do not.
    texts = [{"doc_id": str(index), "text": document["text"]} for index, document in enumerate(documents)]
    copies = [index for index, document in enumerate(documents) if document.get("role") != "donor"]
    sources = [index for index, document in enumerate(documents) if document.get("role") != "host"]
    found: dict[int, list[Prediction]] = defaultdict(list)
    for one in find_reuse(texts, copies=copies, sources=sources):
        source = {
            "src": documents[int(one.source_doc_id)]["id"],
            "src_start": one.source_start,
            "src_end": one.source_end,
        }
        found[int(one.doc_id)].append({"start": one.start, "end": one.end} | source)
    return [found[index] for index in range(len(documents))]
