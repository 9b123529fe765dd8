"""Pages of an invented version; without pytest, for processes that only publish."""

from pathlib import Path

SHEET = '@font-face { src: url("../build/assets/type.otf"); }\n'
PAGE = (
    '<link rel="stylesheet" href="{up}report/brief.css"><script src="{up}build/assets/brief.js"></script>'
    '<p>{words}, not ../build/assets/</p><a href="{up}versions.html">All versions</a>\n'
)


def write_pages(folder: Path, words: str, *, pages: tuple[str, ...] = (), script: str = "// script\n") -> None:
    """Write the files of one version: two pages and more, a sheet, two assets, two claims."""
    files = {"report/brief.css": SHEET, "build/assets/brief.js": script, "build/assets/type.otf": "type"}
    for page in ("index.html", "report/index.html", *pages):
        files[page] = PAGE.format(up="../" * page.count("/"), words=words)
    files |= {"claims.csv": 'claim_id,exact\nc-1,"two\nlines"\nc-2,one\n', "run.js": f"run {words}"}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
