"""What a page may name: the texts it cites, the values, claims and comparisons it rests on, the figures it shows."""

from dataclasses import dataclass

from tracebrief.draw.values import read_published_values
from tracebrief.model.tables import read_table
from tracebrief.project.paths import Project
from tracebrief.read import read_outside_facts, read_sources
from tracebrief.render.comparisons import read_named_comparisons


@dataclass(frozen=True)
class KnownNames:
    """The names of citations, values, claims, comparisons, facts from outside the texts and figures that there are."""

    citations: frozenset[str]
    values: frozenset[str]
    claims: frozenset[str]
    comparisons: frozenset[str]
    outside: frozenset[str]
    figures: frozenset[str]


def read_known_names(project: Project) -> KnownNames:
    """Return the names; none of a value, claim, comparison or figure before it is made."""
    drawn = {figure.stem for figure in project.figures.glob("*.svg") if figure.with_suffix(".json").is_file()}
    return KnownNames(
        frozenset(source.key for source in read_sources(project)),
        frozenset(read_published_values(project)),
        _read_claim_ids(project),
        frozenset(read_named_comparisons(project)),
        frozenset(fact.outside for fact in read_outside_facts(project)),
        frozenset(drawn),
    )


def _read_claim_ids(project: Project) -> frozenset[str]:
    made = (project.tables / "claims.parquet").is_file()
    return frozenset(read_table(project, "claims")["claim_id"]) if made else frozenset()
