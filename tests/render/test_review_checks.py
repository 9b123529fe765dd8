"""Values and figures may rest only on claims that a person looked at and let stand."""

import json

import pytest

from tracebrief.model.tables import rows, to_table, write_table
from tracebrief.render import check_reviewed

SEEN = {"review_state": "confirmed", "ruled_as": "reader", "ruled_by": "an editor", "ruled_on": "2020-03-07"}

COMPARED = {"comparison_id": "k-1", "group": "g", "relation": "agrees", "reason": "the same", "guard": None}
COMPARED |= {"key": "boats or ships", "set_by": "an editor", "left_out": None}


@pytest.fixture
def checked(project, claims):
    """Return a function that checks the project with one claim as ruled, and what rests on it."""

    def check(ruled: dict, *, prose: str = "", drawn: bool = False, counted: dict | None = None):
        changed = [row | SEEN | (ruled if row["exact"] == "three boats" else {}) for row in rows(claims)]
        write_table(project, "claims", to_table("claims", changed))
        boats = next(row["claim_id"] for row in changed if row["exact"] == "three boats")
        others = [row["claim_id"] for row in changed if row["claim_id"] != boats]
        value = {"how": "words", "number": None, "text": "three"}
        values = {"boats": value | {"claims": [boats]}, "others": value | {"claims": others}}
        if counted:
            values["held"] = value | {"claims": []} | counted
        project.values.write_text(json.dumps(values), "utf-8")
        (project.report / "index.qmd").write_text(prose, "utf-8")
        if drawn:
            project.figures.mkdir(parents=True)
            (project.figures / "map.svg").write_text("<svg/>", "utf-8")
            (project.figures / "map.json").write_text(json.dumps({"claims": [boats]}), "utf-8")
        total, mistakes = check_reviewed(project)
        return total, [str(mistake) for mistake in mistakes]

    return check


REJECTED = SEEN | {"review_state": "rejected", "status": "rejected"}
FOUND = dict.fromkeys(SEEN) | {"review_state": "found"}


@pytest.mark.parametrize(
    "ruled",
    [
        pytest.param({}, id="confirmed"),
        pytest.param({"review_state": "corrected"}, id="corrected"),
        pytest.param({"review_state": "added"}, id="added"),
    ],
)
def test_what_a_person_let_stand_is_quoted(checked, ruled):
    assert checked(ruled, prose='[]{.claim key="boats"}', drawn=True) == (3, [])


@pytest.mark.parametrize(
    ("ruled", "why"),
    [
        pytest.param(FOUND, "on which nobody ruled; rule on it: `tracebrief review`", id="only found"),
        pytest.param({"ruled_as": "program"}, "on which only a program ruled; rule on it", id="ruled on by a program"),
        pytest.param(REJECTED, "which was rejected; rest it on another claim", id="rejected"),
    ],
)
def test_what_no_person_let_stand_is_refused(checked, ruled, why):
    _, [line] = checked(ruled)
    assert line.startswith("data/values.yml: boats rests on the quantity “three boats” (c-")
    assert why in line and "\n" not in line


def test_the_prose_is_named_with_its_line(checked):
    _, lines = checked(
        FOUND, prose='\nSo []{.claim key="boats"} and []{.claim key="others"}.\n\n[]{.claim key="boats"}'
    )
    assert [line.partition(": ")[0] for line in lines] == ["report/index.qmd:2", "report/index.qmd:4"]


def test_own_words_name_their_values_and_claims(checked, claims):
    boats = next(row["claim_id"] for row in rows(claims) if row["exact"] == "three boats")
    total, lines = checked(FOUND, prose=f'\n[A]{{.claim key="others boats"}} and\n[B]{{.claim id="{boats}"}}')
    assert total == 3
    assert [line.partition(" rests")[0] for line in lines] == [
        "report/index.qmd:2: boats",
        f"report/index.qmd:3: {boats}",
    ]


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param('`[A]{.claim id="BOATS"}`', id="code"),
        pytest.param('<!-- [A]{.claim id="BOATS"} -->', id="a comment"),
        pytest.param('::: {.uncited}\n\n    [A]{.claim id="BOATS"}\n\n:::', id="an indented block of code"),
    ],
)
def test_what_only_shows_how_claims_are_written_rests_on_none(checked, claims, shown):
    boats = next(row["claim_id"] for row in rows(claims) if row["exact"] == "three boats")
    total, [line] = checked(FOUND, prose=f"\n{shown.replace('BOATS', boats)}\n")
    assert total == 2 and line.startswith("data/values.yml: boats rests")


def test_a_figure_that_rests_on_it_is_refused(checked):
    _, lines = checked(FOUND, drawn=True)
    assert lines[1].startswith("build/figures/map: this figure rests on the quantity “three boats”")


def test_a_figure_that_shows_no_claims_says_so(checked, project):
    project.figures.mkdir(parents=True)
    (project.figures / "clock.json").write_text(json.dumps({"title": "when the texts appeared", "claims": []}))
    assert checked({}) == (3, [])


@pytest.mark.parametrize("files", [["clock.svg"], ["clock.png"], ["clock.svg", "clock.vl.json"], ["clock.json"]])
def test_a_figure_that_does_not_say_which_claims_it_shows_is_refused(checked, project, files):
    project.figures.mkdir(parents=True)
    for name in files:
        (project.figures / name).write_text("{}", "utf-8")
    _, [line] = checked({})
    assert line.startswith("build/figures/clock: nothing says which claims this figure rests on; ")


def test_a_count_over_readings_is_refused(checked):
    _, [line] = checked({}, counted={"rests_on": "reading"})
    assert line == (
        "data/values.yml: held counts what the library reads by itself, on which nobody rules; count claims"
    )


@pytest.mark.parametrize(("ruled", "lines"), [({}, 0), (FOUND, 2)], ids=["ruled on", "only found"])
def test_claims_that_a_person_set_side_by_side_are_ruled_on(checked, claims, project, ruled, lines):
    boats = claims.set_index("exact").claim_id["three boats"]
    write_table(project, "comparisons", to_table("comparisons", [COMPARED | {"claim_a": boats, "claim_b": boats}]))
    _, told = checked(ruled)
    assert len(told) == lines
    assert not lines or told[1].startswith("data/comparisons.yml: boats or ships rests on the quantity “three boats”")
