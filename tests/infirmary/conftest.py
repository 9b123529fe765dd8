"""Six invented texts about an invented hospital, read, linked and weighed by the code that every brief uses."""

import shutil
from itertools import combinations, product
from pathlib import Path

import pytest

from tracebrief.draw.values import compute_values, write_values
from tracebrief.model.tables import read_table, rows
from tracebrief.project.authored import read_authored
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project
from tracebrief.rulings import read_rulings

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PLANTS = read_authored(HERE / "plants.yml", dict, error=CodebookError)


@pytest.fixture(scope="session")
def infirmary(tmp_path_factory, write_mentions, link_and_weigh) -> Project:
    """The project with its tables: a test must not change it."""
    root = tmp_path_factory.mktemp("infirmary") / "project"
    shutil.copytree(HERE, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(REPOSITORY / "_quarto.yml", root)
    shutil.copytree(REPOSITORY / "report" / "filters", root / "report" / "filters")
    shutil.copy(REPOSITORY / "report" / "brief.css", root / "report")
    project = Project(root)
    write_mentions(project)
    link_and_weigh(project, read_rulings(project))
    write_values(project, compute_values(project, read_table(project, "claims")))
    return project


@pytest.fixture(scope="session")
def planted(infirmary) -> dict[str, dict[str, object]]:
    """The claims that the plants name, by these names."""
    claims = list(rows(read_table(infirmary, "claims")))
    found = {}
    for name, wanted in PLANTS["claims"].items():
        key = (wanted["doc"], wanted["kind"], wanted["words"])
        [found[name]] = [row for row in claims if (row["doc_id"], row["kind"], row["exact"]) == key]
    return found


def planted_pairs(relation: dict[str, object]) -> list[frozenset[str]]:
    """Return the pairs of names that one planted relation means."""
    pairs = combinations(relation["all"], 2) if "all" in relation else product(relation["of"], relation["with"])
    return [frozenset(pair) for pair in pairs]
