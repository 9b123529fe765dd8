"""`versions.html`: all versions in one table, for readers without JavaScript."""

from html import escape
from pathlib import Path

from tracebrief.model.wording import days_in_words
from tracebrief.project.paths import SiteFile
from tracebrief.publish.published_versions import PublishedVersion, PublishedVersions
from tracebrief.publish.versions import ABBREVIATED

# The sheets of the newest version, in the order in which its pages load them.
SHEETS = ("report/brief.css", "build/assets/page.css")
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Versions</title>
<link rel="icon" href="data:,">
{sheets}
</head>
<body>
<header class="site">
<nav aria-label="Pages"><a class="site-title" href="index.html">The newest version</a></nav>
</header>
<div class="page">
<main id="content">
<header class="title-block">
<h1 class="title">Versions</h1>
<p class="subtitle">Each stays as it was published, at its own address.</p>
</header>
<table>
<thead>
<tr><th scope="col">Version</th><th scope="col">Date</th><th scope="col">Claims</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
{withdrawn}</main>
</div>
</body>
</html>
"""


def write_versions_page(site: Path, published: PublishedVersions) -> None:
    """Write the list of versions, newest first, to the root of the site."""
    sheets = [f'<link rel="stylesheet" href="{sheet}">' for sheet in SHEETS if (site / sheet).is_file()]
    rows = [_row(each, newest=each is published.kept[0]) for each in published.kept]
    page = PAGE.format(sheets="\n".join(sheets), rows="\n".join(rows), withdrawn=_withdrawn(published))
    (site / SiteFile.VERSIONS_PAGE).write_text(page, "utf-8")


def _row(each: PublishedVersion, *, newest: bool) -> str:
    day = days_in_words(each.date or None, each.date or None)
    when = f'<time datetime="{each.date}">{day}</time>' if day else "not known"
    claims = "–" if each.claims is None else f"{each.claims:,}"
    name = f'<a href="{each.path}/index.html">{escape(each.name)}</a>{" (newest)" if newest else ""}'
    short = (each.commit or "")[:ABBREVIATED]
    commit = f"<br><code>{short}</code>" if short not in each.name else ""
    return f"<tr><td>{name}{commit}</td><td>{when}</td><td>{claims}</td></tr>"


def _withdrawn(published: PublishedVersions) -> str:
    """Return a folded list of the versions that are no longer kept; nothing where there is none."""
    if not published.withdrawn:
        return ""
    names = ", ".join(escape(each.name) for each in published.withdrawn)
    count = len(published.withdrawn)
    return (
        f"<details><summary>{count} version{'s are' if count > 1 else ' is'} no longer kept</summary>\n"
        f"<p>Their addresses lead to the newest version: {names}.</p></details>\n"
    )
