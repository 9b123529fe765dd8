"""States of a brief out of git: any revision that is there, one clear line for any that is not."""

import shutil
import subprocess

import pytest

from tracebrief.history.described_changes import describe_headline
from tracebrief.history.named_snapshots import find_snapshot, read_working_tree
from tracebrief.history.revisions import is_shallow, list_commits, read_revision
from tracebrief.history.snapshot_changes import compare_snapshots
from tracebrief.project.errors import GitError, RevisionError, TracebriefError
from tracebrief.project.paths import Project

FERRY = "[[Two boats=2]] sank, and [[it rained]]."


@pytest.fixture
def history(tmp_path, hold, keep, commit):
    """Four commits: no ledger yet, the first claims, another value, another text."""
    project = Project(tmp_path / "brief")
    project.root.mkdir()
    (project.root / "_quarto.yml").write_text("project: {type: website}\n", "utf-8")
    commit(project.root, "Begin")
    for subject, texts in (
        ("Keep the claims", {"ferry": FERRY}),
        ("Read the boats anew", {"ferry": FERRY.replace("=2", "=3")}),
        ("Add the storm", {"ferry": FERRY.replace("=2", "=3"), "storm": "[[It blew]]."}),
    ):
        keep(project, hold(**texts))
        commit(project.root, subject)
    return project


def changed(project, before, after):
    return describe_headline(compare_snapshots(find_snapshot(project, before), find_snapshot(project, after)))


TOLD = {
    "a value": ("HEAD~2", "HEAD~1", "1 value changed."),
    "a text": ("HEAD~1", "main", "1 text added with 1 claim."),
    "backwards": ("HEAD", "HEAD~1", "1 text withdrawn with 1 claim."),
    "the first ledger": ("HEAD~3", "HEAD~2", "2 claims added."),
    "nothing": ("HEAD", "main", "No text, claim or conflict changed."),
}


@pytest.mark.parametrize("case", TOLD)
def test_two_revisions_are_compared(history, case):
    before, after, told = TOLD[case]
    assert changed(history, before, after) == told


def test_a_project_below_the_root_of_its_repository_is_read(history, tmp_path, commit):
    shutil.rmtree(history.root / ".git")
    commit(tmp_path, "All at once")
    assert len(read_revision(history, "HEAD").claims) == 3


def test_the_state_is_named_as_it_was_asked_for_and_by_its_commit(history):
    digits = list_commits(history, limit=1)[0].name[:7]
    assert read_revision(history, "HEAD").name == f"HEAD ({digits})"
    assert read_revision(history, digits).name == digits


UNKNOWN = {
    "a branch spelt wrong": ("mian", "mian: git knows no such revision; did you mean main?"),
    "too far back": ("HEAD~9", "HEAD~9: git knows no such revision; take one from `git log --oneline` or `git tag`"),
    "an option": ("--all", "--all: git knows no such revision; take one"),
    "two in one": ("HEAD~1..HEAD", "HEAD~1..HEAD: two revisions in one word; put a space between them"),
    "a file": ("HEAD:data/sources.yml", "git knows no such revision"),
    "nothing": ("", "no name of a revision"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_revision_is_refused_in_one_line(history, case):
    name, told = UNKNOWN[case]
    with pytest.raises(RevisionError) as refused:
        find_snapshot(history, name)
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_a_shallow_clone_says_what_it_lacks(history, tmp_path):
    source, target = f"file://{history.root}", tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=2", source, target], check=True, capture_output=True)
    shallow = Project(target)
    assert is_shallow(shallow) and not is_shallow(history)
    assert changed(shallow, "HEAD~1", "HEAD") == "1 text added with 1 claim."
    with pytest.raises(RevisionError, match=r"^HEAD~2: this clone is shallow and does not hold it; run `git fetch"):
        find_snapshot(shallow, "HEAD~2")
    assert [commit.comparable for commit in list_commits(shallow, limit=9)] == [True, False]
    assert [commit.comparable for commit in list_commits(history, limit=9)] == [True, True, True]


def test_outside_git_only_folders_and_builds_are_known(history, monkeypatch):
    shutil.rmtree(history.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(history.root.parent))
    with pytest.raises(RevisionError, match=r"^HEAD: this folder is not under git; name a published version or a"):
        find_snapshot(history, "HEAD")
    assert len(find_snapshot(history).claims) == 3


def test_without_git_it_says_so(history, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        find_snapshot(history, "HEAD")


@pytest.mark.parametrize("spoil", [lambda s: s.replace(",start,", ",begin,"), lambda s: s + "c-1\n", lambda s: s + '"'])
def test_a_broken_ledger_is_named_with_its_commit(history, commit, spoil):
    history.ledger.write_text(spoil(history.ledger.read_text("utf-8")), "utf-8")
    commit(history.root, "Break it")
    with pytest.raises(
        TracebriefError, match=r"^report/claims.csv at \w{7}: .*not a ledger.*compare another revision$"
    ):
        find_snapshot(history, "HEAD")
    assert len(find_snapshot(history, "HEAD~1").claims) == 3


def published(project, name):
    """Copy the tracked ledgers to where a version of the site has them."""
    folder = project.site / "v" / name
    folder.mkdir(parents=True)
    for path in (project.ledger, project.conflicts):
        shutil.copy(path, folder)
    (folder / "sources.json").write_text(project.sources.read_text("utf-8"), "utf-8")
    return folder


def test_a_published_version_is_known_by_its_name_and_by_its_folder(history, hold, keep):
    folder = published(history, "v1.0-dirty")
    keep(history, hold(ferry=FERRY))
    told = "1 text withdrawn with 1 claim, 1 value changed."
    assert changed(history, "v1.0-dirty", str(history.report)) == told
    assert changed(history, str(folder), str(history.root)) == told
    assert find_snapshot(history, "v1.0-dirty").name == "v1.0-dirty"


def test_the_last_build_is_read_without_its_notebooks(project, claims):
    assert find_snapshot(project, "build").claims.keys() == set(claims.claim_id)
    row = find_snapshot(project).claims[claims.claim_id[0]]
    assert all(isinstance(cell, str) for cell in row.values()) and read_working_tree(project).claims is None


def test_no_build_is_told(history):
    with pytest.raises(RevisionError, match=r"^build/tables: there is no build yet; run `tracebrief build`"):
        find_snapshot(history, "build")
