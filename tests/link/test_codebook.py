from pathlib import Path

import pytest

from tracebrief.link import check_codebook, read_codebook
from tracebrief.project.errors import CodebookError
from tracebrief.project.paths import Project, find_project

DAMAGE = "triggers: [damage], patient: {any: [pier*, quay*]}"
LOCATED = "located_by: {place: port, words: the Quay camp in Port Ellis}, "
HARBOUR = (Path(__file__).with_name("harbour.yml")).read_text("utf-8")


def project(folder: Path, text: str) -> Project:
    (folder / "data").mkdir()
    (folder / "data" / "codebook.yml").write_text(text, "utf-8")
    return Project(folder)


def test_examples_of_the_invented_codebook(codebook):
    checks = check_codebook(codebook)
    assert len(checks) == 5 + 11 + 4 + 2 + 2 and not [check for check in checks if check.problem]


def test_examples_of_this_project():
    codebook = read_codebook(find_project(Path(__file__)))
    checks = check_codebook(codebook)
    assert len(checks) > len(codebook.measures) and not [check for check in checks if check.problem]


@pytest.mark.parametrize(
    ("actor", "party"),
    [
        pytest.param("warden", "council", id="a member"),
        pytest.param("lee", "union", id="who speaks for it"),
        pytest.param("council", "council", id="the party itself"),
        pytest.param("ellis", "ellis", id="of no party"),
    ],
)
def test_an_actor_counts_as_its_party(codebook, actor, party):
    assert codebook.party(actor) == party


def test_around_names_the_nearest_place_first(codebook):
    assert codebook.around("camp") == ["port", "norrin"]
    assert codebook.around("south") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("key: drowned", "key: stranded", "'stranded' stands twice", id="a key twice"),
        pytest.param(
            "aliases: [Courier]", "aliases: [Gazette]", "'Gazette' is in both gazette and courier", id="a name twice"
        ),
        pytest.param(
            "triggers: [strike, walkout]",
            "triggers: [damage], patient: {any: [pier*, quay*]}",
            "'damage' is in both storm_hit and strike; keep one",
            id="a trigger twice",
        ),
        pytest.param("within: port,", "within: atlantis,", "'atlantis', which is not there", id="an unknown place"),
        pytest.param("speaks_for: union", "speaks_for: guild", "'guild', which is not there", id="an unknown actor"),
        pytest.param("part_of: council", "part_of: guild", "'guild', which is not there", id="an unknown party"),
        pytest.param(
            "kind: organisation, aliases: [Council]",
            "kind: organisation, aliases: [Council], part_of: warden",
            "is part of council",
            id="a party within itself",
        ),
        pytest.param(
            "measure: stranded_foreign,", "measure: lost,", "'lost', which is not there", id="an unknown measure"
        ),
        pytest.param("longitude: 2.5,", "", "together, or none", id="half a coordinate"),
        pytest.param("kind: town", "kind: Old Town", "kind", id="a kind that is no plain word"),
        pytest.param(
            "longitude: 2.5,",
            "longitude: 2.5, located_by: {place: norrin, words: by Norrin},",
            "not both",
            id="at two places",
        ),
        pytest.param("latitude: 1.5", "latitude: 95", "less than or equal to 90", id="off the globe"),
        pytest.param("[[over 400 sailors]]", "over 400 sailors", "double brackets", id="an example without a mark"),
        pytest.param(
            "kind: outlet, aliases: [Gazette]",
            "kind: paper, aliases: [Gazette]",
            "gazette: kind",
            id="an unknown kind",
        ),
    ],
)
def test_mistakes_are_named(tmp_path, old, new, message):
    assert old in HARBOUR
    found = project(tmp_path, HARBOUR.replace(old, new, 1))
    with pytest.raises(CodebookError) as caught:
        read_codebook(found)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_concept_in_two_measures(tmp_path):
    twice = HARBOUR.replace("counted: {any: [foreign]}", "counted: {any: [crew*]}").replace(
        "near: {any: [stranded, stuck], none: [ashore]}", "near: {any: [stranded, stuck]}"
    )
    with pytest.raises(CodebookError, match=r"'crew\*' is in both stranded and stranded_foreign; keep one"):
        read_codebook(project(tmp_path, twice))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "high: 60, bound: exact", "high: 70, bound: exact", "is read as (60.0, 60.0, 'exact')", id="another value"
        ),
        pytest.param(
            "[[Three sailors]] drowned",
            "Three sailors [[drowned]]",
            "no quantity is read at 'drowned'",
            id="no quantity",
        ),
        pytest.param(
            "[[Sixty foreign sailors]] were stuck",
            "[[Sixty foreign sailors]] were happy",
            "is read as nothing",
            id="no measure",
        ),
        pytest.param("counted: {any: [foreign]}", "counted: {any: [sailor*]}", "is in both", id="two measures"),
        pytest.param(
            "[[destroyed]] the pier", "[[destroyed]] the house", "is read as nothing", id="not the event's patient"
        ),
        pytest.param("in the [[Quay camp]]", "in the [[camp]]", "does not name it", id="not its name"),
        pytest.param("The [[storm]] came", "The [[rain]] came", "is none of its words", id="not its words"),
    ],
)
def test_examples_that_no_longer_match(tmp_path, old, new, message):
    assert old in HARBOUR
    broken = read_codebook(project(tmp_path, HARBOUR.replace(old, new, 1)))
    [wrong] = [check for check in check_codebook(broken) if check.problem]
    assert message in wrong.problem


def test_every_example_that_no_longer_matches_is_listed(tmp_path):
    broken = HARBOUR.replace("The [[storm]] came", "The [[rain]] came").replace(
        "in the [[Quay camp]]", "in the [[camp]]"
    )
    checks = check_codebook(read_codebook(project(tmp_path, broken)))
    assert len(checks) == 5 + 11 + 4 + 2 + 2 and [check.key for check in checks if check.problem] == ["camp", "storm"]
