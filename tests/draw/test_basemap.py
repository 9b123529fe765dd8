"""The base map of this brief: small, whole, and drawn the right way round."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tracebrief.project.paths import find_project

PROJECT = find_project(Path(__file__).parent)


@pytest.fixture(scope="module")
def basemap() -> dict:
    return json.loads(PROJECT.basemap.read_text("utf-8"))


def rings(basemap: dict) -> list[list[list[float]]]:
    return [polygon[0] for land in basemap["features"] for polygon in land["geometry"]["coordinates"]]


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def test_small_enough_to_track():
    assert PROJECT.basemap.stat().st_size < 150_000


def test_credited():
    credit = PROJECT.basemap.with_name("BASEMAP.md").read_text("utf-8")
    assert "Natural Earth" in credit
    assert "public domain" in credit


def test_rings_are_closed_and_inside_the_box(basemap):
    west, south, east, north = basemap["bbox"]
    for ring in rings(basemap):
        assert ring[0] == ring[-1]
        assert all(west <= x <= east and south <= y <= north for x, y in ring)


def test_outer_rings_run_clockwise_or_they_would_fill_the_rest_of_the_world(basemap):
    assert all(area(ring) < 0 for ring in rings(basemap))


def test_labels_stand_inside_the_box(basemap):
    west, south, east, north = basemap["bbox"]
    labels = [land["properties"]["label"] for land in basemap["features"] if "label" in land["properties"]]
    assert len(labels) > 1
    assert all(west < x < east and south < y < north for x, y in labels)
