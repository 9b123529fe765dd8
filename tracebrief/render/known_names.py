"""What a page may name: the texts it cites, the values it quotes and the figures it shows."""

from dataclasses import dataclass

from tracebrief.draw.values import read_published_values
from tracebrief.project.paths import Project
from tracebrief.read import read_sources


@dataclass(frozen=True)
class KnownNames:
    """The names of citations, values and figures that there are."""

    citations: frozenset[str]
    values: frozenset[str]
    figures: frozenset[str]


def read_known_names(project: Project) -> KnownNames:
    """Return the names; no value and no figure before they are made."""
    drawn = {figure.stem for figure in project.figures.glob("*.svg") if figure.with_suffix(".json").is_file()}
    citations = frozenset(source.key for source in read_sources(project))
    return KnownNames(citations, frozenset(read_published_values(project)), frozenset(drawn))
