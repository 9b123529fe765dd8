"""What is left to rule on in the terminal: per text and kind, and the rulings to look at again."""

from collections.abc import Iterator

from tracebrief.model.claims import Claim, RuledField
from tracebrief.model.documents import Document
from tracebrief.model.tables import read_table, rows_of
from tracebrief.model.wording import counted
from tracebrief.project.paths import Project
from tracebrief.rulings import count_added, find_progress, list_strays, read_rulings


def list_review(project: Project) -> Iterator[str]:
    """Yield a line for each text and kind of claim, all together, and a line for each ruling to look at again.

    Raises:
        TableError: there is no build yet.
        RulingError: a file of rulings is not valid, or does not fit its text.
    """
    claims = rows_of(read_table(project, "claims"), Claim)
    documents = rows_of(read_table(project, "documents"), Document)
    progress = find_progress(claims, documents, read_rulings(project))
    for each in progress:
        program = f", {each.by_program} ruled on by a program alone" if each.by_program else ""
        yield f"{each.doc_id} {each.kind}: {each.left} of {each.claims} left{program}"
    left, total = sum(each.left for each in progress), sum(each.claims for each in progress)
    yield f"{left:,} of {counted(total, 'claim')} left to rule on"
    fields = rows_of(read_table(project, "ruled_fields"), RuledField)
    added, by_now = count_added(claims, fields)
    if added:
        yield f"{by_now:,} of {counted(added, 'added claim')} are by now read by the library itself"
    strays = list_strays(fields)
    yield from strays
    yield f"{len(strays):,} of {counted(sum(each.field == 'claim' for each in fields), 'ruling')} to look at again"
