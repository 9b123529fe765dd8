"""A figure on disk: a picture for paper, a chart for the browser, its data, and what it says in words."""

import json
import re
from collections.abc import Iterable, Sized
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from tracebrief.draw.fonts import embed_fonts
from tracebrief.draw.source_lines import name_sources
from tracebrief.draw.theme import use_theme
from tracebrief.project.errors import TableError
from tracebrief.project.paths import Project

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


@dataclass(frozen=True)
class Figure:
    """What a figure says beside its chart; each kind of figure adds the tidy frames that its chart is drawn from."""

    data: pd.DataFrame  # offered to readers as CSV
    alt: str  # what it shows in words, for whoever does not see it
    n: str  # how many of how many claims it shows
    doc_ids: tuple[str, ...]  # the texts that it rests on
    claims: tuple[str, ...] = field(kw_only=True)  # all that it rests on, none where it shows no claims


@dataclass(frozen=True)
class Picture:
    """A chart as notebooks show it: an SVG that brings its letters along and says in words what it shows."""

    svg: str = field(repr=False)
    alt: str

    def _repr_svg_(self) -> str:
        return self.svg


def to_frame(rows: Iterable[Any], kind: type) -> pd.DataFrame:
    """Return dataclasses as a tidy frame: a column for each field of `kind`, also where there is no row."""
    return pd.DataFrame([vars(row) for row in rows], columns=[field.name for field in fields(kind)])


def show_chart(chart: Chart, *, alt: str) -> Picture:
    """Return the picture of a chart, with its letters and with `alt`, the words for whoever does not see it."""
    return Picture(_draw(chart, alt), alt)


def save_figure(
    project: Project, name: str, chart: Chart, figure: Figure, *, title: str, documents: pd.DataFrame
) -> Picture:
    """Write `build/figures/<name>` as .svg, .vl.json, .csv and .json; return the picture.

    Args:
        title: what the figure shows, in a few words; a screen reader hears it before the alternative text.
        documents: the table, from which the source line is made.

    Raises:
        TableError: `figure` is something else, such as the chart's data alone, or its claims are not all named.
    """
    if not isinstance(figure, Figure):
        what = f"figure {name}", f"a {type(figure).__name__} is not a Figure"
        raise TableError(*what, "give a Figure(data=…, alt=…, n=…, doc_ids=…, claims=…) from tracebrief.draw")
    _check_claims(name, figure)
    picture = _draw(chart, title, figure.alt)
    source = name_sources(documents, figure.doc_ids)
    about = {
        "title": title,
        "alt": figure.alt,
        "source": source,
        "n": figure.n,
        "claims": sorted(figure.claims),
    }
    files = {
        "svg": picture,
        "vl.json": _json(chart.to_dict()),
        "csv": figure.data.to_csv(index=False, lineterminator="\n"),
        "json": _json(about),
    }
    project.figures.mkdir(parents=True, exist_ok=True)
    for suffix, content in files.items():
        (project.figures / f"{name}.{suffix}").write_text(content.rstrip("\n") + "\n", "utf-8", newline="\n")
    return Picture(picture, figure.alt)


def _check_claims(name: str, figure: Figure) -> None:
    """Refuse data that rest on claims other than those that the figure names."""
    drawn = set(figure.data["claim_id"].dropna()) if "claim_id" in figure.data else set()
    if unnamed := drawn.difference(figure.claims):
        raise TableError(f"figure {name}", f"its data have {min(unnamed)}, its claims do not", "name all its claims")


def n_of(shown: Sized, total: Sized, what: str) -> str:
    """Return "n of N" in words."""
    return f"{len(shown)} of {len(total)} {what}"


def _version() -> str:
    """Return altair's own Vega-Lite version, in the form that vl-convert takes."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _draw(chart: Chart, title: str, words: str = "") -> str:
    """Return a chart as SVG in the theme, with its letters, its name and its description."""
    use_theme()
    return embed_fonts(_describe(vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=_version()), title, words))


def _describe(svg: str, title: str, words: str) -> str:
    """Name and describe the picture for whoever opens it by itself."""
    svg = re.sub(r"<svg\b", '<svg role="img"', svg, count=1)
    head = f"<title>{escape(title)}</title>" + (f"<desc>{escape(words)}</desc>" if words else "")
    return re.sub(r"(<svg\b[^>]*>)", lambda found: found[1] + head, svg, count=1)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
