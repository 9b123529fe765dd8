"""A figure on disk: a picture for paper, a chart for the browser, its data, and what it says in words."""

import json
import re
from collections.abc import Iterable, Sized
from dataclasses import dataclass, fields
from html import escape
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from tracebrief.draw.fonts import embed_fonts
from tracebrief.draw.source_lines import name_sources
from tracebrief.draw.theme import use_theme
from tracebrief.project.paths import Project

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


@dataclass(frozen=True)
class Figure:
    """What a figure says beside its chart; each kind of figure adds the tidy frames that its chart is drawn from."""

    data: pd.DataFrame  # offered to readers as CSV
    alt: str  # its finding in words, for whoever does not see it
    n: str  # how many of how many findings it shows
    doc_ids: tuple[str, ...]  # the texts that it rests on


def to_frame(rows: Iterable[Any], kind: type) -> pd.DataFrame:
    """Return dataclasses as a tidy frame: a column for each field of `kind`, also where there is no row."""
    return pd.DataFrame([vars(row) for row in rows], columns=[field.name for field in fields(kind)])


def save_figure(
    project: Project, name: str, chart: Chart, figure: Figure, *, title: str, documents: pd.DataFrame
) -> str:
    """Write `build/figures/<name>` as .svg, .vl.json, .csv and .json; return the picture.

    Args:
        title: what the figure shows, in a few words; a screen reader hears it before the alternative text.
        documents: the table, from which the source line is made.
    """
    use_theme()
    specification = chart.to_dict()
    picture = vl_convert.vegalite_to_svg(specification, vl_version=_version())
    source = name_sources(documents, figure.doc_ids)
    about = {"title": title, "alt": figure.alt, "source": source, "n": figure.n}
    files = {
        "svg": (picture := embed_fonts(_describe(picture, title, figure.alt))),
        "vl.json": _json(specification),
        "csv": figure.data.to_csv(index=False, lineterminator="\n"),
        "json": _json(about),
    }
    project.figures.mkdir(parents=True, exist_ok=True)
    for suffix, content in files.items():
        (project.figures / f"{name}.{suffix}").write_text(content.rstrip("\n") + "\n", "utf-8", newline="\n")
    return picture


def n_of(shown: Sized, total: Sized, what: str) -> str:
    """Return "n of N" in words."""
    return f"{len(shown)} of {len(total)} {what}"


def _version() -> str:
    """Return altair's own Vega-Lite version, in the form that vl-convert takes."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _describe(svg: str, title: str, words: str) -> str:
    """Name and describe the picture for whoever opens it by itself."""
    svg = re.sub(r"<svg\b", '<svg role="img"', svg, count=1)
    head = f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
    return re.sub(r"(<svg\b[^>]*>)", lambda found: found[1] + head, svg, count=1)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
