"""Entities of an RO-Crate: each once, under its id, in the order in which they are first named."""

from pathlib import Path
from typing import Any

from tracebrief.project.store import digest_file
from tracebrief.records.as_json import known

Entity = dict[str, Any]
FORMATS = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".yml": "application/yaml",
}
# Pages are not hashed here: in its own folder a version loads what all versions share from elsewhere, so there their
# bytes differ. The site's manifest.json has the hash of every file.
REWRITTEN = (".html",)


class Entities:
    """What a crate describes: files that lie in its folder, and things outside it, which only get a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entities: dict[str, Entity] = {}

    def add(self, entity: Entity) -> Entity:
        """Describe a thing, unless it is described already; return a reference to it."""
        self._entities.setdefault(entity["@id"], known(entity))
        return {"@id": entity["@id"]}

    def add_file(self, path: str, **more: Any) -> Entity:
        """Describe a file of the folder; return a reference to it."""
        place, kind = self.folder / path, more.pop("kind", "File")
        fixed = place.suffix not in REWRITTEN
        return self.add(
            {
                "@id": path,
                "@type": kind,
                "name": path,
                "encodingFormat": FORMATS.get(place.suffix),
                "contentSize": str(place.stat().st_size) if fixed else None,
                "sha256": digest_file(place) if fixed else None,
                **more,
            }
        )

    def add_content(self, path: str, sha256: str, place: str | None) -> Entity:
        """Describe a file that a step read or wrote: as the file `place` of the folder where that has the same bytes.

        Otherwise it lies outside the crate, and is known by its path in the project and its hash.
        """
        if place and digest_file(self.folder / place) == sha256:
            return self.add_file(place)
        return self.add(
            {
                "@id": f"#{path}@{sha256[:10]}",
                "@type": "CreativeWork",
                "name": path,
                "identifier": f"sha256:{sha256}",
                "encodingFormat": FORMATS.get(Path(path).suffix),
            }
        )

    def extend(self, name: str, field: str, references: list[Entity]) -> None:
        """Add references to a field of an entity."""
        entity = self._entities[name]
        entity[field] = entity.get(field, []) + [each for each in references if each not in entity.get(field, [])]

    @property
    def files(self) -> list[Entity]:
        """References to all files of the folder that are described."""
        return [{"@id": name} for name, entity in self._entities.items() if "File" in _types(entity)]

    @property
    def graph(self) -> list[Entity]:
        """All entities; a single value stands alone, as RO-Crate asks for."""
        return [{field: _single(value) for field, value in entity.items()} for entity in self._entities.values()]


def _types(entity: Entity) -> list[str]:
    return [entity["@type"]] if isinstance(entity["@type"], str) else entity["@type"]


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
