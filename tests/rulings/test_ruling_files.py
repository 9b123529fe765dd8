import pytest

from tests.rulings.invented_rulings import FOUND, RULING, ruling
from tracebrief.project.errors import RulingChangedError, RulingError
from tracebrief.project.paths import Project
from tracebrief.rulings import read_rulings, read_text_rulings, restore_file, ruling_files, write_ruling

SHA = "0f" * 32
LATER = RULING | {"words": "a pier", "at": [50, 56], "kind": "event", "found": {"modality": "asserted"}}
FILE = """\
# By hand.
text: {sha}
rulings:
# the first one
- words: over 400 sailors   # as the clerk wrote it
  at: [15, 31]
  kind: quantity
  # nobody doubts it
  review_state: confirmed
  found:
    measure: stranded
    low: 400
    unit: 'person'
    bound: more than
    modality: asserted
    as_of: 2020-03-05
  ruled_by: an editor
  ruled_as: reader
  ruled_on: 2020-03-07

# and this is what follows
- words: "a pier"
  at: [50, 56]
  kind: event
  review_state: rejected
  found: {{modality: asserted}}
  why: >-
    it was
    a plan
  ruled_by: an editor
  ruled_as: reader
  ruled_on: 2020-03-07
# the end
"""


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def by_hand(project) -> Project:
    path = project.ruling_file("a")
    path.parent.mkdir(parents=True)
    path.write_text(FILE.format(sha=SHA), "utf-8")
    return project


def records(project):
    return list(read_text_rulings(project, "a").rulings)


def lines(project):
    return project.ruling_file("a").read_text("utf-8").splitlines()


def test_nobody_ruled_on_a_text_without_a_file(project):
    assert read_text_rulings(project, "a") is None
    assert read_rulings(project) == {}


def test_the_first_record_makes_a_file_that_says_what_it_is(project):
    write_ruling(project, "a", sha256=SHA, before=None, after=ruling())
    assert records(project) == [ruling()]
    assert lines(project)[0].startswith("# Rulings on the claims of one text")
    assert read_rulings(project)["a"].text == SHA


def test_records_stand_in_the_order_of_the_text(project):
    for each in (LATER, RULING):
        write_ruling(project, "a", sha256=SHA, before=None, after=ruling(each))
    assert [each.words for each in records(project)] == ["over 400 sailors", "a pier"]


def test_what_an_editor_saves_while_a_record_is_written_stays(by_hand, monkeypatch):
    path, change = by_hand.ruling_file("a"), ruling_files._change

    def save_meanwhile(*args):
        path.write_text(path.read_text("utf-8") + "# a thought\n", "utf-8")
        return change(*args)

    monkeypatch.setattr(ruling_files, "_change", save_meanwhile)
    new = ruling(words="a gull", at=[70, 76], found={"low": 1, "high": 1, "bound": "exact", "modality": "asserted"})
    with pytest.raises(RulingChangedError, match="edited in this moment; look at it, and rule again"):
        write_ruling(by_hand, "a", sha256=SHA, before=None, after=new)
    assert lines(by_hand)[-1] == "# a thought" and new not in records(by_hand)


def test_a_written_record_is_taken_back_byte_by_byte(by_hand, project):
    path = by_hand.ruling_file("a")
    before = path.read_bytes()
    written = write_ruling(by_hand, "a", sha256=SHA, before=records(by_hand)[0], after=None)
    assert restore_file(by_hand, "a", written) and path.read_bytes() == before
    assert not restore_file(by_hand, "a", written)  # it is as it was, no longer as it was written
    first = write_ruling(project, "b", sha256=SHA, before=None, after=ruling())
    assert restore_file(project, "b", first) and not project.ruling_file("b").exists()


def test_a_written_record_changes_its_own_lines_alone(by_hand):
    before = lines(by_hand)
    [first, _] = records(by_hand)
    corrected = ruling(review_state="corrected", found=FOUND | {"as_of": "2020-03-05"}, right={"low": 40}, why="a list")
    write_ruling(by_hand, "a", sha256=SHA, before=first, after=corrected)
    after = lines(by_hand)
    assert records(by_hand)[0] == corrected
    assert [line for line in before if line not in after] == ["  review_state: confirmed"]
    assert [line for line in after if line not in before] == [
        "  review_state: corrected",
        "  right:",
        "    low: 40",
        "  why: a list",
    ]


def test_what_is_written_and_undone_leaves_the_file_as_it_was(by_hand):
    before = lines(by_hand)
    between = ruling(words="the crew", at=[40, 48], kind="statement", found={"modality": "asserted"})
    write_ruling(by_hand, "a", sha256=SHA, before=None, after=between)
    assert [each.words for each in records(by_hand)] == ["over 400 sailors", "the crew", "a pier"]
    write_ruling(by_hand, "a", sha256=SHA, before=between, after=None)
    assert lines(by_hand) == before


def test_a_record_whose_words_move_stands_where_they_do(by_hand):
    [first, _] = records(by_hand)
    found = FOUND | {"words": first.words, "at": first.at}
    moved = ruling(words="400 sailors left", at=[60, 76], review_state="corrected", found=found)
    write_ruling(by_hand, "a", sha256=SHA, before=first, after=moved)
    assert [each.words for each in records(by_hand)] == ["a pier", "400 sailors left"]
    assert "# the end" in lines(by_hand)


def test_a_comment_below_a_field_that_goes_is_kept(by_hand):
    first = records(by_hand)[0]
    added = ruling(review_state="added", found=None, right=FOUND)
    write_ruling(by_hand, "a", sha256=SHA, before=first, after=added)
    assert {"# the first one", "# and this is what follows"} <= {line.strip() for line in lines(by_hand)}
    assert any("nobody doubts it" in line for line in lines(by_hand))


@pytest.mark.parametrize("empty", ["rulings:\n", "rulings: []\n", "# none\nrulings:   # yet\n", "rulings: null\n"])
def test_a_file_without_records_takes_the_first(by_hand, empty):
    by_hand.ruling_file("a").write_text(f"text: {SHA}\n{empty}", "utf-8")
    write_ruling(by_hand, "a", sha256=SHA, before=None, after=ruling())
    assert records(by_hand) == [ruling()]


def test_a_list_that_is_indented_stays_so(by_hand):
    path = by_hand.ruling_file("a")
    head, _, rest = FILE.format(sha=SHA).partition("rulings:\n")
    path.write_text(head + "rulings:\n" + "".join(f"  {line}\n" for line in rest.splitlines()), "utf-8")
    crew = ruling(words="crew", at=[40, 44], kind="statement", found={"modality": "asked"})
    write_ruling(by_hand, "a", sha256=SHA, before=None, after=crew)
    assert len(records(by_hand)) == 3
    assert "  - words: crew" in lines(by_hand)


def test_a_file_keeps_its_mode(by_hand):
    path = by_hand.ruling_file("a")
    path.chmod(0o640)
    write_ruling(by_hand, "a", sha256=SHA, before=records(by_hand)[1], after=None)
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_writer_left_is_cleared(by_hand):
    left = by_hand.ruling_file("a").parent / ".begun-x"
    left.write_text("- wor", "utf-8")
    write_ruling(by_hand, "a", sha256=SHA, before=None, after=ruling(words="crew", at=[40, 44]))
    assert not left.exists()


@pytest.mark.parametrize(
    ("before", "after", "sha256", "message"),
    [
        pytest.param(None, {}, SHA, "there is a ruling on 'over 400 sailors' already", id="another one there"),
        pytest.param({"ruled_by": "a clerk"}, {}, SHA, "is another one now", id="changed meanwhile"),
        pytest.param({"at": [1, 17]}, None, SHA, "is another one now", id="removed meanwhile"),
        pytest.param(None, {"at": [1, 17]}, "f0" * 32, "another version of the text", id="another text"),
    ],
)
def test_a_record_is_never_written_over_another(by_hand, before, after, sha256, message):
    kept = lines(by_hand)
    old, new = (None if each is None else ruling(**each) for each in (before, after))
    with pytest.raises(RulingError, match=f"^data/rulings/a.yml: .*{message}"):
        write_ruling(by_hand, "a", sha256=sha256, before=old, after=new)
    assert lines(by_hand) == kept


def test_whoever_lost_the_race_can_be_told(by_hand):
    with pytest.raises(RulingChangedError):
        write_ruling(by_hand, "a", sha256=SHA, before=None, after=ruling())


def test_a_list_in_one_line_is_left_alone(by_hand):
    record = "words: a, at: [0, 1], kind: quote, review_state: added, right: {modality: asked}"
    text = f"text: {SHA}\nrulings: [{{{record}, ruled_by: x, ruled_as: reader, ruled_on: 2020-01-01}}]\n"
    by_hand.ruling_file("a").write_text(text, "utf-8")
    with pytest.raises(RulingError, match="stand in one line"):
        write_ruling(by_hand, "a", sha256=SHA, before=None, after=ruling())
    assert lines(by_hand) == text.splitlines()


@pytest.mark.parametrize("name", ["a.yaml", "b.YML", "notes.txt", "a.yml.orig"])
def test_what_would_be_passed_over_is_refused(by_hand, name):
    (by_hand.rulings / name).write_text("text: x\n", "utf-8")
    for read in (read_rulings, lambda project: read_text_rulings(project, "a")):
        with pytest.raises(RulingError, match=f"^data/rulings/{name}: only files that end in .yml"):
            read(by_hand)


@pytest.mark.parametrize("name", [".a.yml.swp", "a.yml~", "#a.yml#", ".begun-x"])
def test_what_an_editor_keeps_meanwhile_may_stay(by_hand, name):
    (by_hand.rulings / name).write_text("[", "utf-8")
    assert [*read_rulings(by_hand)] == ["a"]
