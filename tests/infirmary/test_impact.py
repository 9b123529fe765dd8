"""What the invented brief loses without a text, a claim, an origin or a speaker."""

import json
import shutil

import pypandoc
import pytest
from typer.testing import CliRunner

from tracebrief.cli import app
from tracebrief.impact import weigh_impact, write_impact_insert
from tracebrief.impact.costliest import find_costliest
from tracebrief.impact.impacts import Weighing
from tracebrief.project.errors import LedgerError
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project
from tracebrief.records.build_records import BuildRecord
from tracebrief.weigh import weigh_everything


@pytest.fixture(scope="module")
def weighing(infirmary):
    return Weighing.of(infirmary)


def outcomes(impact, part="sentence"):
    """Return the first words of each part that does not stand, by what becomes of it."""
    found = {"falls": set(), "weakens": set()}
    for verdict in impact.verdicts:
        if verdict.resting.part == part and verdict.outcome != "stands":
            found[verdict.outcome].add(" ".join(verdict.resting.words.split()[:3]))
    return found


def test_without_a_text_its_sentences_fall_and_what_it_bore_out_weakens(weighing):
    impact = weighing.without(weighing.find("channel2023"))
    assert outcomes(impact) == {
        "falls": {"A doctor says", "The ministry’s Ruth"},
        "weakens": {"A health ministry", "Peter Crane of", "Basis: Crane’s account,", "The water stood"},
    }
    assert outcomes(impact, "judgement") == {"falls": set(), "weakens": {"The tank was"}}


def test_a_second_origin_that_goes_leaves_a_single_one(weighing, planted):
    impact = weighing.without(weighing.find("Lothmere Health Board", "origin"))
    assert impact.weakened[planted["halden.degrees"]["claim_id"]] == ("corroborated", "single origin")
    [verdict] = [each for each in impact.verdicts if each.resting.words.startswith("The water stood")]
    assert (verdict.outcome, verdict.reasons) == ("weakens", ("degrees.trust is single origin, was corroborated",))


def test_a_copy_that_goes_takes_nothing_away_but_itself(weighing):
    impact = weighing.without(weighing.find("herald2023"))
    assert outcomes(impact) == {"falls": set(), "weakens": {"The trust plans"}}


def test_a_withdrawal_on_which_nothing_rests_changes_nothing(weighing):
    impact = weighing.without(weighing.find("Tom Hale"))
    assert len(impact.withdrawal.claims) > 1
    assert {verdict.outcome for verdict in impact.verdicts} == {"stands"} and impact.weakened == {}


def test_what_others_took_from_a_text_is_told(weighing):
    assert set(weighing.without(weighing.find("halden2023")).copied_by) >= {"herald2023", "lantern2023"}


def test_the_costliest_are_those_of_a_weighing_without_each(weighing):
    found = find_costliest(weighing)
    every = {each.claims: each for each in weighing.list_withdrawals()}.values()
    costs = []
    for impact in map(weighing.without, every):
        costs.append((impact.count("sentence", "falls"), impact.count("sentence", "weakens")))
    assert [(each.count("sentence", "falls"), each.count("sentence", "weakens")) for each in found] == sorted(
        costs, reverse=True
    )[:3]


def test_the_brief_lists_the_costliest(infirmary, tmp_path, monkeypatch):
    project = Project(shutil.copytree(infirmary.root, tmp_path / "copy"))
    write_impact_insert(project)
    [first, *_] = json.loads(project.impact_insert.read_text("utf-8"))
    assert first == {
        "name": "Brackwell Hospitals Trust (origin)",
        "words": "of 11 sentences, 4 would fall and 4 weaken; of 2 key judgements, 0 would fall and 2 weaken.",
    }
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(project.root))
    made = [f"--lua-filter={project.report / 'filters' / 'impact.lua'}"]
    shown = pypandoc.convert_text("::: {.withdrawals}\n:::\n", "markdown", format="markdown", extra_args=made)
    assert "1.  **Brackwell Hospitals Trust (origin)**: of 11 sentences" in shown


@pytest.mark.parametrize(
    ("given", "known"),
    [
        pytest.param({"about": 0.5, "alike": 60, "drawn": 7}, {"about": 0.5, "alike": 60}, id="of the build"),
        pytest.param({"drawn": 7}, {}, id="a notebook that has none"),
    ],
)
def test_it_is_weighed_again_as_the_brief_was(infirmary, tmp_path, monkeypatch, given, known):
    project = Project(shutil.copytree(infirmary.root, tmp_path / "copy"))
    weighs = {"parameters": given, "writes": {"build/tables/verifications.parquet": "a hash"}}
    other = {"parameters": {"about": 9.0, "alike": 1}, "writes": {"build/tables/claims.parquet": "a hash"}}
    record = dict.fromkeys(BuildRecord.__annotations__, "") | {"steps": [other, weighs]}
    write_json(project.build_record, record)
    asked = []
    monkeypatch.setattr(
        "tracebrief.impact.impacts.weigh_everything",
        lambda tables, **options: asked.append(options) or weigh_everything(tables, **options),
    )
    weighing = Weighing.of(project)
    weighing.without(weighing.find("channel2023"))
    assert [{name: each[name] for name in ("about", "alike") if name in each} for each in asked] == [known, known]


@pytest.mark.parametrize(
    ("asked", "kind", "claims_of"),
    [
        pytest.param("Halden2023", None, ("doc_id", "halden2023"), id="a text"),
        pytest.param("Adeyemi", None, ("speaker", "Ruth Adeyemi"), id="a speaker by an alias"),
        pytest.param("voss", None, ("speaker", "Lena Voss"), id="a speaker by the codebook's key"),
    ],
)
def test_a_name_is_found_however_it_is_known(weighing, asked, kind, claims_of):
    column, value = claims_of
    claims = weighing.tables["claims"]
    wanted = set(claims[(claims[column] == value) & (claims["status"] != "rejected")]["claim_id"])
    assert weighing.find(asked, kind).claims == wanted


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("haldn2023", "did you mean halden2023", id="a slip"),
        pytest.param("zzz", "take a name from the pages of evidence", id="nothing like it"),
        pytest.param("Brackwell Hospitals Trust", "say which: --as origin or --as speaker", id="two of one name"),
    ],
)
def test_a_name_of_nothing_or_of_two_things_is_refused_in_one_line(infirmary, asked, told):
    with pytest.raises(LedgerError, match=told) as refused:
        weigh_impact(infirmary, asked)
    assert "\n" not in str(refused.value)


@pytest.fixture
def run(infirmary, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TRACEBRIEF_ROOT", str(infirmary.root))
    return lambda *words: CliRunner().invoke(app, ["impact", *words])


def test_the_command_tells_what_falls_and_why(run, planted):
    said = run(planted["channel.death"]["claim_id"]).output
    assert "falls    sentence" in said and "A doctor says that a patient died" in said
    assert "report/index.qmd:23: death is gone" in said


def test_the_command_gives_everything_as_json(run):
    found = json.loads(run("channel2023", "--json").output)
    assert found["withdrawn"] == {"kind": "text", "name": "channel2023"}
    assert {part["outcome"] for part in found["parts"]} == {"falls", "weakens", "stands"}
