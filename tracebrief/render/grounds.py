"""What the prose rests on: published values, claims, comparisons, and the days and names by which they are told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracebrief.draw.values import PublishedValue, read_published_values
from tracebrief.link import read_codebook
from tracebrief.model.claims import Claim
from tracebrief.model.days import interval
from tracebrief.model.tables import read_table, rows_of
from tracebrief.project.paths import Project
from tracebrief.read import read_sources
from tracebrief.render.comparisons import NamedComparison, read_named_comparisons
from tracebrief.render.evidence import read_damage
from tracebrief.render.own_words import Basis


@dataclass(frozen=True)
class Grounds:
    """All that a sentence may rest on."""

    claims: dict[str, Claim]
    values: dict[str, PublishedValue]
    comparisons: dict[str, NamedComparison]
    published: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    actors: dict[str, list[str]] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()  # quotations that may not be the speaker's exact words

    def claims_of(self, basis: Basis) -> list[Claim]:
        """Return the claims that something rests on one by one; what a value counts is not told one by one."""
        named = [self.values[key].claims for key in basis.keys if key in self.values and not self.is_computed(key)]
        compared = [self.comparisons[key].claims for key in basis.comparisons if key in self.comparisons]
        return self._known([*(name for names in (*named, *compared) for name in names), *basis.ids])

    def names_of(self, actor: str | None) -> list[str]:
        """Return every form that stands for an actor, or for whom it speaks."""
        return self.actors.get(actor or "", [])

    def counted_by(self, basis: Basis) -> bool:
        """Say whether something rests on a count or on a search."""
        return any(self.is_computed(key) for key in basis.keys if key in self.values)

    def is_computed(self, key: str) -> bool:
        """Say whether a value is a count or a search, not words of a claim."""
        return self.values[key].rests_on != "claim"

    def _known(self, names: Iterable[str]) -> list[Claim]:
        return [self.claims[name] for name in dict.fromkeys(names) if name in self.claims]


def read_grounds(project: Project) -> Grounds | None:
    """Return what there is to rest on; None before the claims are made."""
    if not (project.tables / "claims.parquet").is_file():
        return None
    actors = read_codebook(project).actors if project.codebook.is_file() else ()
    sources = read_sources(project)
    names = {actor.key: actor.names for actor in actors}
    return Grounds(
        {claim.claim_id: claim for claim in rows_of(read_table(project, "claims"), Claim)},
        read_published_values(project),
        read_named_comparisons(project),
        {source.key: interval(source.published.edtf) for source in sources},
        {actor.key: actor.names + names.get(actor.speaks_for or "", []) for actor in actors},
        frozenset(name for name, damage in read_damage(project).items() if damage.doubtful),
    )
