"""The comparisons that have a name, which the prose rests on, and the disagreements that it must not pass over."""

from dataclasses import dataclass

from tracebrief.model.tables import read_table, rows, rows_of
from tracebrief.model.weighed import DISAGREEING, ClaimComparison
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.own_words import read_own_words


@dataclass(frozen=True)
class NamedComparison:
    """Claims that a person set side by side, and what is said of them."""

    pairs: tuple[tuple[str, str], ...]
    relation: str
    reason: str
    guard: str | None
    set_by: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of all pairs, each once."""
        return tuple(dict.fromkeys(claim for pair in self.pairs for claim in pair))

    @property
    def words(self) -> str:
        """How the claims relate, why, and why this need not be a conflict, in one line."""
        said = f"{self.relation}: {self.reason.rstrip('.')}."
        return f"{said} It need not be a conflict: {self.guard.rstrip('.')}." if self.guard else said


def read_named_comparisons(project: Project) -> dict[str, NamedComparison]:
    """Return the comparisons by name, in its order; none before they are made."""
    if not (project.tables / "comparisons.parquet").is_file():
        return {}
    found: dict[str, NamedComparison] = {}
    for row in rows(read_table(project, "comparisons")):
        if key := row.get("key"):
            known = found[key].pairs if key in found else ()
            pairs = (*known, (row["claim_a"], row["claim_b"]))
            found[key] = NamedComparison(pairs, row["relation"], row["reason"], row["guard"], row["set_by"])
    return dict(sorted(found.items()))


def check_disagreements(project: Project) -> tuple[int, list[ReportError]]:
    """Return how many pairs of claims disagree, and a mistake for each that is neither in the prose nor left out.

    Raises:
        TableError: there is no build yet.
    """
    compared = rows_of(read_table(project, "comparisons"), ClaimComparison)
    pairs = [pair for pair in compared if pair.relation in DISAGREEING]
    told = {key for basis in read_own_words(project) for key in basis.comparisons}
    where, todo = (
        project.relative(project.comparisons),
        "bind what tells it, or list it under `left_out` with the reason",
    )
    return len(pairs), [
        ReportError(
            where, f"{pair.claim_a} and {pair.claim_b} disagree ({pair.reason}), and no prose rests on it", todo
        )
        for pair in pairs
        if pair.left_out is None and pair.key not in told
    ]
