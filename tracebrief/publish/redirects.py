"""Small pages that lead elsewhere: from `latest/` to the newest version, and from versions that are no longer kept.

Each address has its own: a page for whatever is missing (404.html) would need a server, and a fragment would be lost.
"""

from html import escape
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote

from tracebrief.project.paths import SiteFile
from tracebrief.publish.published_versions import PublishedVersions
from tracebrief.publish.version_folders import link_file

# The script takes the fragment along; the refresh is for browsers that run none, or it might win the race.
REDIRECT = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<title>Moved</title><link rel="canonical" href="{to}"><script>location.replace("{to}"+{hash})</script>'
    '<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript><p><a href="{to}">{words}</a>\n'
)


def write_redirects(site: Path, published: PublishedVersions) -> None:
    """Write the pages of `latest/`, and of every withdrawn version, leading to the newest one's.

    A page that the newest version lacks leads to the list of versions.
    """
    newest = published.kept[0]
    here = {page: f"{newest.path}/{page}" for page in newest.pages}
    for page, to in here.items():
        _write_redirect(site, f"{SiteFile.LATEST}/{page}", to)
    # The pages of withdrawn versions lie equally deep, so the same page leads the same way in all of them.
    first: dict[str, Path] = {}
    for each in published.withdrawn:
        for page in each.pages:
            if page in first:
                link_file(first[page], site / each.path / page)
            else:
                first[page] = _write_redirect(site, f"{each.path}/{page}", here.get(page, SiteFile.VERSIONS_PAGE))


def _write_redirect(site: Path, page: str, to: str) -> Path:
    path, href = site / page, escape(quote(relpath(to, dirname(page))))
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = to != SiteFile.VERSIONS_PAGE
    words = "The newest version of this page" if kept else "All versions"
    path.write_text(REDIRECT.format(to=href, hash="location.hash" if kept else '""', words=words), "utf-8")
    return path
