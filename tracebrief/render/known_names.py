"""What a page may name: the texts it cites, the values it quotes and the figures it shows."""

from dataclasses import dataclass

from tracebrief.project.paths import Project
from tracebrief.read import read_sources
from tracebrief.render.values_page import read_values


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
    return KnownNames(citations, frozenset(read_values(project)), frozenset(drawn))
