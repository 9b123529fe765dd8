"""A Mercator map of the size of a figure: which part of the world it shows, and where a point is drawn on it."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracebrief.draw.theme import WIDTH

# Pixels.
HEIGHT = 360
# Degrees of longitude that a map shows at least, and the part of its points' width added on both sides together.
LEAST, MARGIN = 3.0, 0.85
KM_PER_DEGREE = 111.32

Point = tuple[float, float]  # longitude and latitude


@dataclass(frozen=True)
class Country:
    """The name of a country and where it is written."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class View:
    """A Mercator map: its centre, and how many radians its width shows."""

    longitude: float
    latitude: float
    radians: float

    @property
    def scale(self) -> float:
        """Pixels per radian."""
        return WIDTH / self.radians

    @property
    def projection(self) -> dict[str, Any]:
        """The same in Vega-Lite's terms."""
        return {"scale": self.scale, "center": [self.longitude, self.latitude], "translate": [WIDTH / 2, HEIGHT / 2]}

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point is drawn."""
        x = WIDTH / 2 + self.scale * math.radians(longitude - self.longitude)
        return x, HEIGHT / 2 - self.scale * (_northing(latitude) - _northing(self.latitude))

    def point(self, x: float, y: float) -> Point:
        """Return the longitude and latitude of a pixel."""
        north = _northing(self.latitude) + (HEIGHT / 2 - y) / self.scale
        return self.longitude + math.degrees((x - WIDTH / 2) / self.scale), math.degrees(math.atan(math.sinh(north)))


def choose_view(points: Sequence[Point]) -> View:
    """Return the map that holds all points with a margin."""
    longitudes, latitudes = zip(*points, strict=True)
    (west, east), (south, north) = ((min(side), max(side)) for side in (longitudes, latitudes))
    tall = math.degrees(_northing(north) - _northing(south)) * WIDTH / HEIGHT
    degrees = max(LEAST, (1 + MARGIN) * max(east - west, tall))
    return View(round((east + west) / 2, 4), round((north + south) / 2, 4), math.radians(degrees))


def label_countries(view: View, features: Iterable[Mapping[str, Any]]) -> Iterator[Country]:
    """Yield the countries' names at their points, moved into the map where that leaves them in the country."""
    west, north = view.point(36, 24)
    east, south = view.point(WIDTH - 36, HEIGHT - 46)
    for feature in features:
        if label := feature["properties"].get("label"):
            point = min(max(label[0], west), east), min(max(label[1], south), north)
            if _holds(feature["geometry"], *point):
                yield Country(feature["properties"]["name"], *point)


def scale_bar(view: View) -> dict[str, float | str]:
    """Return a bar of a round number of kilometres, a fifth of the map or less, in its lower left corner."""
    west, south = view.point(16, HEIGHT - 14)
    degree = KM_PER_DEGREE * math.cos(math.radians(south))
    fifth = math.degrees(view.radians) * degree / 5
    km = max(step * 10**power for power in range(-1, 5) for step in (1, 2, 5) if step * 10**power <= max(fifth, 0.1))
    return {"longitude": west, "latitude": south, "east": west + km / degree, "words": f"{km:g} km"}


def _holds(geometry: Mapping[str, Any], x: float, y: float) -> bool:
    """Say whether a point lies in a polygon, by the parity of the edges east of it."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    inside = False
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


def _northing(latitude: float) -> float:
    """Return how far north of the equator Mercator draws a latitude, in radians of longitude."""
    return math.asinh(math.tan(math.radians(latitude)))
