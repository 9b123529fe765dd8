"""What the last commits did to the claims, as far as git knows them, and what nobody has accepted yet."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TypedDict

from tracebrief.history.described_changes import describe_headline, group_changes, printable
from tracebrief.history.named_snapshots import is_built, read_last_build, read_working_tree
from tracebrief.history.revisions import DIGITS, Commit, Contents, list_commits, read_contents, to_snapshot
from tracebrief.history.snapshot_changes import Changes, compare_snapshots
from tracebrief.history.snapshots import Snapshot
from tracebrief.project.errors import TracebriefError
from tracebrief.project.git import find_git_problem
from tracebrief.project.json_files import write_json
from tracebrief.project.paths import Project

# Commits on the page; more would make every version carry the whole history.
COMMITS = 10


class Described(TypedDict):
    """What changed, in words: `sections` as `group_changes` has them."""

    headline: str
    notices: list[str]
    sections: list[dict[str, Any]]


class DescribedCommit(Described):
    """What a commit changed; the commit's name is cut to as many digits as are shown."""

    commit: str
    date: str
    subject: str


class RecentChanges(TypedDict):
    """What the page of changes is made of: `missing` says why older commits are not there, if they are not."""

    pending: Described | None
    missing: str | None
    commits: list[DescribedCommit]
    claims: dict[str, str]  # the text of each claim that the build has


def write_recent_changes(project: Project) -> RecentChanges:
    """Write `build/inserts/changes.json`, which the page of changes is made of; return its content.

    A history that cannot be read is a line on the page and stops nothing.
    """
    build = read_last_build(project) if is_built(project) else Snapshot("no build")
    commits, missing = _read_history(project)
    content: RecentChanges = {
        "pending": _find_pending(project, build) if build.claims else None,
        "missing": missing,
        "commits": commits,
        "claims": {name: row["doc_id"] for name, row in (build.claims or {}).items()},
    }
    write_json(project.changes_insert, content, compact=True)
    return content


def _find_pending(project: Project, build: Snapshot) -> Described | None:
    """Return what the build changes in the ledgers; None where it changes nothing."""
    try:
        ledger = read_working_tree(project)
    except TracebriefError as problem:
        return _unreadable(problem)
    changes = compare_snapshots(ledger, build)
    return None if changes.same else _describe(changes)


def _read_history(project: Project) -> tuple[list[DescribedCommit], str | None]:
    """Return the last commits with what each changed, and what is missing of them."""
    if problem := find_git_problem(project.root):
        return [], f"{problem.what}, so that its history cannot be told"
    try:
        commits = list_commits(project, limit=COMMITS + 1)
        comparable = [commit for commit in commits if commit.comparable]
        described = list(_describe_commits(project, comparable[:COMMITS]))
    except TracebriefError as problem:
        return [], str(problem)
    if len(comparable) < len(commits):
        clone = "this was made from a shallow clone, which does not hold what was before"
        return described, f"{clone}; older changes are not told"
    return described, "older changes are in the history of report/claims.csv" if len(comparable) > COMMITS else None


def _describe_commits(project: Project, commits: list[Commit]) -> Iterator[DescribedCommit]:
    """Yield what each commit changed against the commit before it on the main line."""
    names = dict.fromkeys(name for commit in commits for name in (commit.name, commit.parent) if name)
    contents = read_contents(project, list(names))
    for commit in commits:
        subject = printable(commit.subject)
        described = _describe_commit(commit, contents)
        yield {"commit": commit.name[:DIGITS], "date": commit.date, "subject": subject, **described}


def _describe_commit(commit: Commit, contents: dict[str, Contents]) -> Described:
    before = Snapshot("the beginning", {}, {}, {})
    try:
        if commit.parent is not None:
            before = to_snapshot(commit.parent, contents[commit.parent])
        return _describe(compare_snapshots(before, to_snapshot(commit.name, contents[commit.name])))
    except TracebriefError as problem:
        return _unreadable(problem)


def _describe(changes: Changes) -> Described:
    sections = [asdict(section) for section in group_changes(changes)]
    return {"headline": describe_headline(changes), "notices": list(changes.notices), "sections": sections}


def _unreadable(problem: TracebriefError) -> Described:
    return {"headline": f"What changed cannot be told: {problem.where}: {problem.what}.", "notices": [], "sections": []}
