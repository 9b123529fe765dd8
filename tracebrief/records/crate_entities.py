"""What an RO-Crate describes: the files that lie in its folder, and all else under a name of its own."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from rocrate.model import ContextEntity, Entity
from rocrate.rocrate import ROCrate

from tracebrief.project.json_files import drop_missing
from tracebrief.project.store import digest_file

# The version that the profiles of workflow runs build upon.
VERSION, WORKFLOW_CRATE = "1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
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


class SiteCrate:
    """The crate of a site; what is described once stays as it was first described."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.crate = ROCrate(version=VERSION)
        self.root = self.crate.root_dataset
        # The library dates a crate by the clock.
        del self.root["datePublished"]
        metadata = self.crate.metadata
        metadata["conformsTo"] = [{"@id": metadata.profile}, {"@id": WORKFLOW_CRATE}]
        # The context of RO-Crate 1.1 is older than this term of schema.org.
        metadata.extra_terms["sha256"] = "http://schema.org/sha256"

    def describe(self, identifier: str, kind: str, /, **fields: Any) -> Entity:
        """Return the entity of this identifier, which is described unless it is already."""
        if identifier in self.crate:
            return self.crate.get(identifier)
        return self.crate.add(ContextEntity(self.crate, identifier, {"@type": kind, **drop_missing(fields)}))

    def describe_file(self, path: str, kind: str | list[str] = "File", /, **fields: Any) -> Entity:
        """Return the entity of a file of the site."""
        if quote(path) in self.crate:
            return self.crate.get(quote(path))
        file = self.site / path
        fixed = file.suffix not in REWRITTEN
        about = {
            "@type": kind,
            "name": path,
            "encodingFormat": FORMATS.get(file.suffix),
            "contentSize": str(file.stat().st_size) if fixed else None,
            "sha256": digest_file(file) if fixed else None,
        }
        return self.crate.add_file(dest_path=path, properties=drop_missing(about | fields))

    def describe_content(self, path: str, sha256: str, copy: str | None = None) -> Entity:
        """Return the entity of a file that a step read or wrote: the site's file `copy` where that has the same bytes.

        Otherwise it lies outside the crate, and is known by its path in the project and its hash.
        """
        if copy and digest_file(self.site / copy) == sha256:
            return self.describe_file(copy)
        about = {"identifier": f"sha256:{sha256}", "encodingFormat": FORMATS.get(Path(path).suffix)}
        return self.describe(f"#{path}@{sha256[:10]}", "CreativeWork", name=path, **about)

    def as_json(self) -> dict[str, Any]:
        """Return the crate's metadata; a single value stands alone, as RO-Crate asks for."""
        content: dict[str, Any] = self.crate.metadata.generate()
        graph = [{field: _single(value) for field, value in entity.items()} for entity in content["@graph"]]
        return content | {"@graph": graph}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
