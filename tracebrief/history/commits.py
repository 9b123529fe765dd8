"""What the last commits did to the claims, as far as git knows them, and what nobody has accepted yet."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tracebrief.history.differences import Comparison, compare_states
from tracebrief.history.revisions import DIGITS, Commit, Contents, as_state, find_commits, read_contents
from tracebrief.history.sections import find_sections, plain, tell_headline
from tracebrief.history.sides import is_built, read_build, read_tree
from tracebrief.history.states import State
from tracebrief.project.errors import TracebriefError
from tracebrief.project.git import find_git_problem
from tracebrief.project.paths import Project

# Commits on the page; more would make every version carry the whole history.
COMMITS = 10
Told = dict[str, Any]


def write_changes(project: Project) -> Told:
    """Write `build/inserts/changes.json`, which the page of changes is made of; return its content.

    A history that cannot be read is told on the page and stops nothing.
    """
    build = read_build(project) if is_built(project) else State("no build")
    pending = _pending(project, build) if build.claims else None
    claims = {name: row["doc_id"] for name, row in (build.claims or {}).items()}
    content = {"pending": pending, **_history(project), "claims": claims}
    project.inserts.mkdir(parents=True, exist_ok=True)
    (project.inserts / "changes.json").write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), "utf-8")
    return content


def _pending(project: Project, build: State) -> Told | None:
    """Return what the build changes in the ledgers; None where it changes nothing."""
    try:
        ledger = read_tree(project)
    except TracebriefError as problem:
        return _unread(problem)
    compared = compare_states(ledger, build)
    return None if compared.same else _told(compared)


def _history(project: Project) -> Told:
    """Return the last commits with what each changed, and what is missing of them."""
    if problem := find_git_problem(project.root):
        return {"missing": f"{problem.what}, so that its history cannot be told", "commits": []}
    try:
        commits = find_commits(project, limit=COMMITS + 1)
        whole = [commit for commit in commits if commit.whole]
        told = [_commit(commit) | change for commit, change in _changes(project, whole[:COMMITS])]
    except TracebriefError as problem:
        return {"missing": str(problem), "commits": []}
    if len(whole) < len(commits):
        missing = "this was made from a shallow clone, which does not hold what was before; older changes are not told"
    else:
        missing = "older changes are in the history of report/claims.csv" if len(whole) > COMMITS else None
    return {"missing": missing, "commits": told}


def _changes(project: Project, commits: list[Commit]) -> Iterator[tuple[Commit, Told]]:
    """Yield each commit with what it changed, against the commit before it on the main line."""
    names = dict.fromkeys(name for commit in commits for name in (commit.name, commit.parent) if name)
    contents = read_contents(project, list(names))
    for commit in commits:
        try:
            before = _state_before(project, commit, contents)
            yield commit, _told(compare_states(before, as_state(project, commit.name, contents[commit.name])))
        except TracebriefError as problem:
            yield commit, _unread(problem)


def _state_before(project: Project, commit: Commit, contents: dict[str, Contents]) -> State:
    if commit.parent is None:
        return State("the beginning", {}, {}, {})
    return as_state(project, commit.parent, contents[commit.parent])


def _commit(commit: Commit) -> Told:
    return {"commit": commit.name[:DIGITS], "date": commit.date, "subject": plain(commit.subject)}


def _told(compared: Comparison) -> Told:
    sections = [asdict(section) for section in find_sections(compared)]
    return {"headline": tell_headline(compared), "notices": list(compared.notices), "sections": sections}


def _unread(problem: TracebriefError) -> Told:
    return {"headline": f"What changed cannot be told: {problem.where}: {problem.what}.", "notices": [], "sections": []}
