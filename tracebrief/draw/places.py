"""Where the claims lie: places with sourced coordinates on a map, and those that a text puts into another place."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from tracebrief.draw.figures import Figure, n_of, to_frame
from tracebrief.draw.maps import HEIGHT, Country, View, choose_view, label_countries, scale_bar
from tracebrief.draw.theme import WIDTH, text_width, wrap
from tracebrief.link import Codebook, Place
from tracebrief.model.tables import rows
from tracebrief.model.wording import counted
from tracebrief.project.errors import TableError

# Pixels: how far below its parent a place is drawn that has no point of its own.
BELOW = 38
# Pixels: how wide a label may be, and from line to line.
LABEL, LINE = 118, 16
# Square pixels: a symbol for no claim, what each claim adds, and what all claims of one place add at most.
SMALLEST, EACH, LARGEST = 70, 32, 3000
# Places that are all labelled, even where labels meet; of more, those whose label covers nothing.
LABELLED = 12

Box = tuple[float, float, float, float]
Side = tuple[str, float, float]  # a label's alignment, and the middle of its first line from the point, in pixels


@dataclass(frozen=True)
class Symbol:
    """A place on the map: at its own point, or below that of the place in which a text puts it."""

    place: str  # its name
    kind: str  # of the codebook: town, lake, …
    claims: int
    longitude: float
    latitude: float
    parent: float | None  # the latitude of the place it is drawn below
    area: float  # of the symbol, in square pixels
    lines: list[str]  # its label, line by line
    align: str | None = None  # of its label, None where it has none
    dx: float = 0  # pixels from the point to its label
    dy: float = 0


@dataclass(frozen=True)
class PlaceMap(Figure):
    """The figure of places."""

    symbols: pd.DataFrame  # of `Symbol`, the most claimed first
    countries: pd.DataFrame  # of `Country`
    bar: pd.DataFrame  # the scale's: longitude, latitude, east (its end's longitude) and words
    projection: dict[str, Any]  # of the Mercator map: its scale, centre and middle, in pixels
    height: float  # pixels


def lay_out_places(
    claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, basemap: Mapping[str, Any]
) -> PlaceMap:
    """Return the map of the places that claims name.

    Args:
        basemap: a GeoJSON collection of countries, with `name` and, for those to be labelled, `label`: a point.

    Raises:
        TableError: no claim names a place that has coordinates, or claims stand in unknown texts.
    """
    located = [row for row in rows(claims) if row["place"] and row["status"] != "rejected"]
    if unknown := {row["doc_id"] for row in located} - set(documents["doc_id"]):
        raise TableError("table claims", f"{min(unknown)} is not among the documents", "read the texts again")
    counts = Counter(row["place"] for row in located)
    points = {key: point for key in counts if (point := _point(codebook.place(key), codebook))}
    if not points:
        raise TableError("table claims", "no claim names a place with coordinates", "leave this figure out")
    drawn = sorted((codebook.place(key) for key in points), key=lambda place: (-counts[place.key], place.key))
    shown = [row for row in located if row["place"] in points]
    regions = [codebook.place(key).name for key in sorted(counts) if key not in points]
    n = n_of(shown, located, "claims that name a place")
    view = choose_view(list(points.values()))
    countries = list(label_countries(view, basemap["features"]))
    symbols = _label(view, list(_symbols(view, drawn, counts, points)), countries)
    return PlaceMap(
        pd.DataFrame(_row(place, counts) for place in drawn),
        _describe(drawn, counts, len(located)),
        n + (f"; not drawn, for they have no point: {', '.join(regions)}" if regions else ""),
        tuple(sorted({row["doc_id"] for row in shown})),
        to_frame(symbols, Symbol),
        to_frame(countries, Country),
        pd.DataFrame([scale_bar(view)]),
        view.projection,
        HEIGHT,
        claims=tuple(row["claim_id"] for row in shown),
    )


def _point(place: Place, codebook: Codebook) -> tuple[float, float] | None:
    """Return a place's own point, or that of the place in which a text puts it."""
    if place.latitude is None and place.located_by:
        place = codebook.place(place.located_by.place)
    return None if place.latitude is None or place.longitude is None else (place.longitude, place.latitude)


def _symbols(
    view: View, places: Sequence[Place], counts: Mapping[str, int], points: Mapping[str, tuple[float, float]]
) -> Iterator[Symbol]:
    """Yield the symbols without their labels' sides; places without a point stand one below the other."""
    each = min(EACH, LARGEST / max(counts.values()))
    below: Counter[tuple[float, float]] = Counter()
    for place in places:
        longitude, latitude = points[place.key]
        parent = None
        if place.latitude is None:
            parent = latitude
            below[longitude, latitude] += 1
            x, y = view.pixel(longitude, latitude)
            latitude = round(view.point(x, y + BELOW * below[longitude, latitude])[1], 4)
        number = counts[place.key]
        lines = [*wrap(place.name, LABEL), counted(number, "claim")]
        lines += wrap(f"“{place.located_by.words}”", LABEL) if place.located_by else []
        yield Symbol(place.name, place.kind, number, longitude, latitude, parent, SMALLEST + each * number, lines)


def _label(view: View, symbols: Sequence[Symbol], countries: Sequence[Country]) -> list[Symbol]:
    """Return the symbols with each label at the first side where it covers nothing, found for the longest first.

    Where there are many, one that covers something on every side is left out.
    """
    taken = [*(_symbol_box(view, symbol) for symbol in symbols), *(_country_box(view, one) for one in countries)]
    labelled = {symbol.place: symbol for symbol in symbols}
    for symbol in sorted(symbols, key=lambda symbol: -len(symbol.lines)):
        free = (side for side in _sides(symbol) if _fits(view, symbol, side, taken))
        if side := next(free, next(_sides(symbol)) if len(symbols) <= LABELLED else None):
            taken.append(_label_box(view, symbol, side))
            labelled[symbol.place] = replace(symbol, align=side[0], dx=side[1], dy=side[2])
    return list(labelled.values())


def _sides(symbol: Symbol) -> Iterator[Side]:
    """Yield how a label may stand, the best way first."""
    gap = math.sqrt(symbol.area) / 2 + 6
    block = LINE * (len(symbol.lines) - 1)
    below, above = gap + 8, -gap - 8 - block
    yield "left", gap, -block / 2
    yield "right", -gap, -block / 2
    yield from (("center", 0, dy) for dy in (below, above))
    yield from (("right", -gap / 2, dy) for dy in (below, above))
    yield from (("left", gap / 2, dy) for dy in (below, above))
    yield from (("right", -gap, dy) for dy in (-block, 0))
    yield from (("left", gap, dy) for dy in (-block, 0))


def _symbol_box(view: View, symbol: Symbol) -> Box:
    x, y = view.pixel(symbol.longitude, symbol.latitude)
    half = math.sqrt(symbol.area) / 2 + 2
    return x - half, y - half, x + half, y + half


def _country_box(view: View, country: Country) -> Box:
    x, y = view.pixel(country.longitude, country.latitude)
    half = text_width(country.name) / 2
    return x - half, y - 9, x + half, y + 9


def _label_box(view: View, symbol: Symbol, side: Side) -> Box:
    align, dx, dy = side
    x, y = view.pixel(symbol.longitude, symbol.latitude)
    long = max(map(text_width, symbol.lines))
    left = x + dx - {"left": 0, "center": long / 2, "right": long}[align]
    return left, y + dy - 9, left + long, y + dy + LINE * (len(symbol.lines) - 1) + 9


def _fits(view: View, symbol: Symbol, side: Side, taken: Sequence[Box]) -> bool:
    box = _label_box(view, symbol, side)
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT - 30
    own = _symbol_box(view, symbol)
    return inside and not any(_meet(box, other) for other in taken if other != own)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _row(place: Place, counts: Mapping[str, int]) -> dict[str, Any]:
    own = {"place": place.name, "kind": place.kind, "claims": counts[place.key]}
    where = {"latitude": place.latitude, "longitude": place.longitude, "source": place.coordinates}
    return own | where | {"located_by": place.located_by.words if place.located_by else None}


def _describe(places: Sequence[Place], counts: Mapping[str, int], located: int) -> str:
    listed = ", ".join(f"{place.name} ({place.kind}) {counts[place.key]}" for place in places)
    shown = sum(counts[place.key] for place in places)
    inferred = [place.name for place in places if place.latitude is None]
    rest = (
        f" No point is known for {' and '.join(inferred)}, drawn below the place that a text names." if inferred else ""
    )
    number = counted(len(places), "place")
    return f"Map of {number} with {shown} of the {located} claims that name a place: {listed}.{rest}"
