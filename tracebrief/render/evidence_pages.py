"""The pages of evidence: one per text, the list of the texts, all values, what changed, and how all of it was made."""

from tracebrief.draw.values import read_published_values
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.changes_page import changes_page, read_changes
from tracebrief.render.comparisons import read_named_comparisons
from tracebrief.render.evidence import EvidenceText
from tracebrief.render.how_made_page import how_made_page
from tracebrief.render.own_words import read_own_words
from tracebrief.render.text_pages import text_page, texts_page
from tracebrief.render.values_page import values_page

# Names of the other pages in the folder of evidence: no text may be called so.
RESERVED = ("index", "values", "changes", "how-made")


def write_evidence_pages(project: Project, texts: list[EvidenceText]) -> list[str]:
    """Write the sources of all evidence pages to `report/evidence`; return their file names.

    Raises:
        ReportError: a text has the key of another page of that folder.
    """
    for text in texts:
        if text.doc_id in RESERVED:
            what = f"{text.doc_id!r} is the name of a page"
            raise ReportError("data/sources.yml", what, "give the text another key")
    pages = {
        "index": texts_page(texts),
        "values": values_page(
            read_published_values(project), texts, read_own_words(project), read_named_comparisons(project)
        ),
        "changes": changes_page(read_changes(project)),
        "how-made": how_made_page(project),
        **{text.doc_id: text_page(text) for text in texts},
    }
    project.evidence.mkdir(parents=True, exist_ok=True)
    for old in project.evidence.glob("*.qmd"):
        if old.stem not in pages:
            old.unlink()
    for name, content in pages.items():
        (project.evidence / f"{name}.qmd").write_text(content, "utf-8", newline="")
    return sorted(f"{name}.qmd" for name in pages)
