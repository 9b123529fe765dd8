"""Where the claims lie: places with sourced coordinates on a map, and those that a text puts into another place."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from tracebrief.draw.figures import Figure, n_of
from tracebrief.draw.theme import FAINT, INK, PAPER, QUIET, SMALL_SIZE, SOFT, TEXT_SIZE, WIDTH, text_width, wrap
from tracebrief.link.codebook import Codebook, Place
from tracebrief.model.tables import rows
from tracebrief.model.wording import counted
from tracebrief.project.errors import TableError

SHAPES = {"town": "circle", "camp": "triangle-up", "prison": "square"}
# Pixels: the map's height, and how far below its parent a place is drawn.
HEIGHT, BELOW = 360, 38
# Degrees of longitude that a map spans at least, and the part of the places' span added on both sides together.
SPAN, MARGIN = 3.0, 0.85
KM_PER_DEGREE = 111.32
# Pixels: how wide a label may be, and from line to line.
LABEL, LINE = 118, 16
# Square pixels: a symbol for no claim, what each claim adds, and what all claims of one place add at most.
SMALLEST, EACH, LARGEST = 70, 32, 3000
# Places that are all labelled, even where labels meet; of more, those whose label covers nothing.
LABELLED = 12

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A place to draw at a point: its own, or one below that of the parent that a text names."""

    place: Place
    claims: int
    longitude: float
    latitude: float
    parent: float | None = None  # the parent's latitude
    each: float = EACH  # square pixels for a claim

    @property
    def area(self) -> float:
        """Square pixels of its symbol."""
        return SMALLEST + self.each * self.claims

    @property
    def name(self) -> str:
        """Its name with its kind, unless the name says it or it is a town."""
        kind, name = self.place.kind, self.place.name
        return name if kind == "town" or kind in name.lower() else f"{name} {kind}"

    @property
    def lines(self) -> list[str]:
        """Its label."""
        words = [*wrap(self.name, LABEL), counted(self.claims, "claim")]
        return [*words, *wrap(f"“{self.place.located_by.words}”", LABEL)] if self.place.located_by else words


@dataclass(frozen=True)
class View:
    """A Mercator map: its centre, and how many radians its width spans."""

    longitude: float
    latitude: float
    span: float

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point is drawn on the map as designed."""
        scale = WIDTH / self.span
        x = WIDTH / 2 + scale * math.radians(longitude - self.longitude)
        return x, HEIGHT / 2 - scale * (_northing(latitude) - _northing(self.latitude))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude of a pixel of the map as designed."""
        scale = WIDTH / self.span
        north = _northing(self.latitude) + (HEIGHT / 2 - y) / scale
        return self.longitude + math.degrees((x - WIDTH / 2) / scale), math.degrees(math.atan(math.sinh(north)))

    def project(self, chart: alt.Chart) -> alt.Chart:
        """Return `chart` on this map, whose scale follows the page's width."""
        translate = alt.ExprRef("[width / 2, height / 2]")
        centre = [self.longitude, self.latitude]
        return chart.project(
            "mercator", scale=alt.ExprRef(f"width / {self.span:.6f}"), center=centre, translate=translate
        )


def draw_places(
    claims: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook, basemap: Mapping[str, Any]
) -> Figure:
    """Return the map of the places that claims name.

    Args:
        basemap: a GeoJSON collection of countries, with `name` and, for those to be labelled, `label`: a point.

    Raises:
        TableError: no claim names a place that has coordinates, or claims stand in unknown texts.
    """
    placed = [row for row in rows(claims) if row["place"] and row["status"] != "rejected"]
    if unknown := {row["doc_id"] for row in placed} - set(documents["doc_id"]):
        raise TableError("table claims", f"{min(unknown)} is not among the documents", "read the texts again")
    counts = Counter(row["place"] for row in placed)
    spots = list(_spots(counts, codebook))
    if not spots:
        raise TableError("table claims", "no claim names a place with coordinates", "leave this figure out")
    drawn = {spot.place.key for spot in spots}
    shown = [row for row in placed if row["place"] in drawn]
    regions = [codebook.place(key).name for key in sorted(counts) if key not in drawn]
    n = n_of(shown, placed, "claims that name a place")
    n += f"; not drawn, for they have no point: {', '.join(regions)}" if regions else ""
    doc_ids = tuple(sorted({row["doc_id"] for row in shown}))
    return Figure(_chart(spots, basemap), _data(spots), _describe(spots, len(placed)), n, doc_ids)


def _spots(counts: Mapping[str, int], codebook: Codebook) -> Iterator[Spot]:
    """Yield the places that have a point or a parent with one, the most claimed first, at that point."""
    each = min(EACH, LARGEST / max(counts.values(), default=1))
    for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        place = codebook.place(key)
        if place.latitude is not None:
            yield Spot(place, number, place.longitude, place.latitude, each=each)
        elif place.located_by and (parent := codebook.place(place.located_by.place)).latitude is not None:
            yield Spot(place, number, parent.longitude, parent.latitude, parent.latitude, each)


def _lower(view: View, spots: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the spots, those without a point of their own one below the other under their parent."""
    below: Counter[tuple[float, float]] = Counter()
    for spot in spots:
        point = spot.longitude, spot.latitude
        if spot.parent is not None:
            below[point] += 1
            x, y = view.pixel(*point)
            spot = replace(spot, latitude=round(view.point(x, y + BELOW * below[point])[1], 4))
        yield spot


def _view(spots: Sequence[Spot]) -> View:
    """Return the map that holds all spots with a margin."""
    east, west = max(s.longitude for s in spots), min(s.longitude for s in spots)
    north, south = max(s.latitude for s in spots), min(s.latitude for s in spots)
    tall = math.degrees(_northing(north) - _northing(south)) * WIDTH / HEIGHT
    degrees = max(SPAN, (1 + MARGIN) * max(east - west, tall))
    return View(round((east + west) / 2, 4), round((north + south) / 2, 4), math.radians(degrees))


def _chart(spots: Sequence[Spot], basemap: Mapping[str, Any]) -> alt.LayerChart:
    view = _view(spots)
    spots = list(_lower(view, spots))
    land = alt.Chart(alt.Data(values=list(basemap["features"]))).mark_geoshape(
        fill=FAINT, stroke=QUIET, strokeWidth=1.2, clip=True
    )
    names = _countries(view, basemap)
    quiet = _points(names).mark_text(fontSize=TEXT_SIZE, fontStyle="italic", color=QUIET).encode(text="name:N")
    layers = [land, *([quiet] if names else []), *_scale_bar(view), *_leaders(spots), *map(_symbol, spots)]
    layers += _labels(view, spots, names)
    return alt.layer(*map(view.project, layers)).properties(width=WIDTH, height=HEIGHT, title=_key(spots))


def _key(spots: Sequence[Spot]) -> alt.TitleParams:
    """Return what the symbols mean, in words."""
    kinds = [kind for kind in SHAPES if any(spot.place.kind == kind for spot in spots)]
    lines = wrap(" ".join(f"{SHAPES[kind].removesuffix('-up').capitalize()}: {kind}." for kind in kinds), WIDTH)
    lines += ["The larger, the more claims."]
    if any(spot.parent is not None for spot in spots):
        lines += ["Dashed: known only by the quoted words."]
    return alt.TitleParams(
        lines, anchor="start", fontSize=TEXT_SIZE, fontWeight=400, color=INK, offset=8, lineHeight=18
    )


def _symbol(spot: Spot) -> alt.Chart:
    chart = _points([_point(spot) | _row(spot)])
    return chart.mark_point(
        shape=SHAPES.get(spot.place.kind, "diamond"),
        size=spot.area,
        filled=False,
        fill=PAPER if spot.parent is not None else SOFT,
        stroke=INK,
        strokeWidth=1.8,
        strokeDash=[4, 3] if spot.parent is not None else [],
        opacity=1,
    ).encode(tooltip=["place:N", "kind:N", "claims:Q"])


def _leaders(spots: Sequence[Spot]) -> Iterator[alt.Chart]:
    """Yield a dashed line from each parent down to the place that is only known by it."""
    ends = [_point(spot) | {"parent": spot.parent} for spot in spots if spot.parent is not None]
    if ends:
        line = _points(ends).mark_rule(color=INK, strokeWidth=1.5, strokeDash=[3, 3])
        yield line.encode(longitude2="longitude:Q", latitude2="parent:Q")


def _labels(view: View, spots: Sequence[Spot], names: list[dict[str, Any]]) -> Iterator[alt.Chart]:
    """Yield each label beside its symbol, at the first side where it covers nothing, the longest labels first.

    Where there are many, one that covers something on every side is left out.
    """
    taken = [*(_symbol_box(view, spot) for spot in spots), *(_name_box(view, name) for name in names)]
    for spot in sorted(spots, key=lambda spot: -len(spot.lines)):
        free = (side for side in _sides(spot) if _fits(view, spot, side, taken))
        side = next(free, next(_sides(spot)) if len(spots) <= LABELLED else None)
        if side is None:
            continue
        align, dx, dy = side
        taken.append(_label_box(view, spot, side))
        chart = _points([_point(spot)])
        for halo in (True, False):
            yield chart.mark_text(
                text=spot.lines,
                align=align,
                baseline="middle",
                dx=dx,
                dy=dy,
                lineHeight=LINE,
                fontSize=TEXT_SIZE,
                color=INK,
                **({"stroke": FAINT, "strokeWidth": 4, "strokeJoin": "round"} if halo else {}),
            )


def _sides(spot: Spot) -> Iterator[tuple[str, float, float]]:
    """Yield how a label may stand: its alignment, and the middle of its first line from the point."""
    gap = math.sqrt(spot.area) / 2 + 6
    block = LINE * (len(spot.lines) - 1)
    below, above = gap + 8, -gap - 8 - block
    yield "left", gap, -block / 2
    yield "right", -gap, -block / 2
    yield from (("center", 0, dy) for dy in (below, above))
    yield from (("right", -gap / 2, dy) for dy in (below, above))
    yield from (("left", gap / 2, dy) for dy in (below, above))
    yield from (("right", -gap, dy) for dy in (-block, 0))
    yield from (("left", gap, dy) for dy in (-block, 0))


def _symbol_box(view: View, spot: Spot) -> Box:
    x, y = view.pixel(spot.longitude, spot.latitude)
    reach = math.sqrt(spot.area) / 2 + 2
    return x - reach, y - reach, x + reach, y + reach


def _label_box(view: View, spot: Spot, side: tuple[str, float, float]) -> Box:
    align, dx, dy = side
    x, y = view.pixel(spot.longitude, spot.latitude)
    long = max(map(text_width, spot.lines))
    left = x + dx - {"left": 0, "center": long / 2, "right": long}[align]
    return left, y + dy - 9, left + long, y + dy + LINE * (len(spot.lines) - 1) + 9


def _fits(view: View, spot: Spot, side: tuple[str, float, float], taken: list[Box]) -> bool:
    box = _label_box(view, spot, side)
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT - 30
    own = _symbol_box(view, spot)
    return inside and not any(_meet(box, other) for other in taken if other != own)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _countries(view: View, basemap: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the countries' names at their points, moved into the map where that leaves them in the country."""
    west, north = view.point(36, 24)
    east, south = view.point(WIDTH - 36, HEIGHT - 46)
    names = []
    for feature in basemap["features"]:
        if label := feature["properties"].get("label"):
            point = min(max(label[0], west), east), min(max(label[1], south), north)
            if _holds(feature["geometry"], *point):
                names.append({"longitude": point[0], "latitude": point[1], "name": feature["properties"]["name"]})
    return names


def _name_box(view: View, name: Mapping[str, Any]) -> Box:
    x, y = view.pixel(name["longitude"], name["latitude"])
    half = text_width(name["name"]) / 2
    return x - half, y - 9, x + half, y + 9


def _holds(geometry: Mapping[str, Any], x: float, y: float) -> bool:
    """Say whether a point lies in a polygon, by the parity of the edges east of it."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    inside = False
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


def _scale_bar(view: View) -> Iterator[alt.Chart]:
    """Yield a bar of a round number of kilometres, a fifth of the map or less, in its lower left corner."""
    west, south = view.point(16, HEIGHT - 14)
    degree = KM_PER_DEGREE * math.cos(math.radians(south))
    fifth = math.degrees(view.span) * degree / 5
    km = max(step * 10**power for power in range(-1, 5) for step in (1, 2, 5) if step * 10**power <= max(fifth, 0.1))
    bar = _points([{"longitude": west, "latitude": south, "east": west + km / degree}])
    yield bar.mark_rule(color=INK, strokeWidth=3).encode(longitude2="east:Q", latitude2="latitude:Q")
    words = f"{km:g} km"
    yield bar.mark_text(text=words, align="left", dy=-12, fontSize=SMALL_SIZE, color=INK)


def _points(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=values)).encode(longitude="longitude:Q", latitude="latitude:Q")


def _northing(latitude: float) -> float:
    """Return how far north of the equator Mercator draws a latitude, in radians of longitude."""
    return math.asinh(math.tan(math.radians(latitude)))


def _point(spot: Spot) -> dict[str, float]:
    return {"longitude": spot.longitude, "latitude": spot.latitude}


def _row(spot: Spot) -> dict[str, Any]:
    return {"place": spot.place.name, "kind": spot.place.kind, "claims": spot.claims}


def _data(spots: Sequence[Spot]) -> pd.DataFrame:
    return pd.DataFrame(
        _row(spot)
        | {"latitude": spot.place.latitude, "longitude": spot.place.longitude}
        | {"source": spot.place.coordinates, "located_by": spot.place.located_by and spot.place.located_by.words}
        for spot in spots
    )


def _describe(spots: Sequence[Spot], placed: int) -> str:
    listed = ", ".join(f"{spot.name} {spot.claims}" for spot in spots)
    shown = sum(spot.claims for spot in spots)
    inferred = [spot.name for spot in spots if spot.parent is not None]
    rest = (
        f" No point is known for {' and '.join(inferred)}, drawn below the place that a text names." if inferred else ""
    )
    return (
        f"Map of {counted(len(spots), 'place')} with {shown} of the {placed} claims that name a place: {listed}.{rest}"
    )
