"""`versions.html`: all versions in one table, for readers without JavaScript."""

from pathlib import Path

from tracebrief.model.wording import days_in_words
from tracebrief.project.paths import SiteFile
from tracebrief.publish.published_versions import PublishedVersions
from tracebrief.publish.versions import ABBREVIATED

# The sheets of the newest version, in the order in which its pages load them.
SHEETS = ("report/brief.css", "build/assets/page.css")


def write_versions_page(site: Path, published: PublishedVersions) -> None:
    """Write the list of versions, newest first, to the root of the site."""
    from tracebrief.render import render_template  # an unchanged build needs no templates

    sheets = [sheet for sheet in SHEETS if (site / sheet).is_file()]
    kept = [
        (each, days_in_words(each.date or None, each.date or None), (each.commit or "")[:ABBREVIATED])
        for each in published.kept
    ]
    page = render_template("versions.html", sheets=sheets, kept=kept, withdrawn=published.withdrawn)
    (site / SiteFile.VERSIONS_PAGE).write_text(page, "utf-8")
