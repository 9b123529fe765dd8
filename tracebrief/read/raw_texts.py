"""Raw texts as stored: read byte for byte, refused when they are not what their record says."""

from collections.abc import Iterator

import pandas as pd

from tracebrief.model.days import interval
from tracebrief.model.documents import Document
from tracebrief.model.tables import to_table
from tracebrief.model.wording import join_through
from tracebrief.project.errors import SourceError
from tracebrief.project.paths import Project
from tracebrief.project.store import digest
from tracebrief.read.sources import Source, read_sources


def read_documents(project: Project) -> pd.DataFrame:
    """Return one row per text of `data/sources.yml`, checked against its file.

    Shape:
        texts × columns of `documents`; key `doc_id`; offsets elsewhere count code points of `text`.

    Raises:
        SourceError: a text is missing, has no record, changed, is empty, is not UTF-8 or is there twice,
            or a record quotes words that are not in its text.
    """
    sources = read_sources(project)
    _check_files(project, sources)
    return to_table("documents", (_document(source, read_text(project, source)) for source in sources))


def read_text(project: Project, source: Source) -> str:
    """Return the text of one record, line ends as stored.

    Raises:
        SourceError: the file is missing, changed since its hash, empty or not UTF-8.
    """
    path, where = project.raw / source.file, f"data/raw/{source.file}"
    if not path.is_file():
        raise SourceError(where, "this text is missing", f"restore it or remove '{source.key}' from data/sources.yml")
    content = path.read_bytes()
    if digest(content) != source.sha256:
        what = "the text changed since its hash was recorded"
        raise SourceError(where, what, "restore it with git, or add the new version as a text of its own")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise SourceError(where, f"not UTF-8 at byte {problem.start}", "store the text as UTF-8") from problem
    if not text.strip():
        raise SourceError(where, "the text is empty", "remove it and its record")
    return text


def _check_files(project: Project, sources: list[Source]) -> None:
    recorded = {source.file for source in sources}
    seen: dict[str, str] = {}
    for path in sorted(project.raw.glob("*"), key=lambda path: (path.name not in recorded, path.name)):
        where = f"data/raw/{path.name}"
        sha256 = digest(path.read_bytes())
        if sha256 in seen:
            raise SourceError(where, f"the same text as {seen[sha256]}", "keep one copy")
        if path.name not in recorded:
            raise SourceError(where, "no record in data/sources.yml names this text", "add a record or remove the text")
        seen[sha256] = where


def _document(source: Source, text: str) -> Document:
    for words in _quoted(source):
        if words not in text:
            where = f"data/sources.yml: {source.key}"
            raise SourceError(where, f"{words!r} is not in {source.file}", "quote the text's own words")
    first, last = interval(source.published.edtf)
    return Document(
        doc_id=source.key,
        file=source.file,
        sha256=source.sha256,
        title=source.title,
        outlet=source.outlet,
        republisher=source.republisher,
        author=source.author,
        url=source.url,
        published=source.published.edtf,
        first=first,
        last=last,
        published_basis="; ".join(f"“{basis.words}”: {basis.says}" for basis in source.published.basis),
        via=join_through([link.who for link in source.chain]),
        reliability=source.reliability.grade,
        reliability_reason=source.reliability.reason,
        text=text,
    )


def _quoted(source: Source) -> Iterator[str]:
    """Yield every string of the record that must stand in its text."""
    yield from (basis.words for basis in source.published.basis)
    yield from (link.words for link in source.chain)
    yield from (value for value in (source.title, source.author) if value)
