"""Snapshots of the brief as git has them: the tracked ledgers and records of any commit, without building anything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches

from tracebrief.history.snapshots import Snapshot, parse_snapshot
from tracebrief.project.errors import RevisionError, TracebriefError
from tracebrief.project.git import ask_git, find_git_problem, run_git
from tracebrief.project.paths import Project

# What a commit tracks of a snapshot, by its path below the project.
Contents = dict[str, bytes | None]
# Digits of a commit's name that are shown: as many in a small clone as in a large one.
DIGITS = 7


@dataclass(frozen=True)
class Commit:
    """A commit that touched what is compared; `comparable` is false where its parent is not in this clone."""

    name: str
    date: str
    subject: str
    parent: str | None
    comparable: bool


def read_revision(project: Project, name: str) -> Snapshot:
    """Return the snapshot that a revision tracks.

    Raises:
        RevisionError: git does not know it, or this is no repository.
        GitError: git is not installed, or refuses the folder.
        TracebriefError: what it tracks is no ledger or no list of texts.
    """
    commit = resolve_commit(project, name)
    snapshot = to_snapshot(commit, read_contents(project, [commit])[commit])
    return snapshot if name.startswith(snapshot.name) else replace(snapshot, name=f"{name} ({snapshot.name})")


def resolve_commit(project: Project, name: str) -> str:
    """Return the full name of a commit.

    Raises:
        RevisionError: git does not know it, or this is no repository.
        GitError: git is not installed, or refuses the folder.
    """
    commit = f"{name}^{{commit}}"
    if found := ask_git(project.root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit):
        return found
    if ".." in name:
        raise RevisionError(name, "two revisions in one word", "put a space between them")
    if problem := find_git_problem(project.root):
        raise RevisionError(name, problem.what, "name a published version or a folder that has claims.csv")
    if is_shallow(project):
        todo = "run `git fetch --unshallow`, or `git fetch --deepen 100`, or fix the name"
        raise RevisionError(name, "this clone is shallow and does not hold it", todo)
    near = get_close_matches(name, _references(project), n=3, cutoff=0.5)
    todo = f"did you mean {' or '.join(near)}?" if near else "take one from `git log --oneline` or `git tag`"
    raise RevisionError(name, "git knows no such revision", todo)


def is_shallow(project: Project) -> bool:
    """Say whether this clone lacks the beginning of its history."""
    return ask_git(project.root, "rev-parse", "--is-shallow-repository") == "true"


def list_commits(project: Project, *, limit: int) -> list[Commit]:
    """Return the last commits of the main line that touched the ledgers or the list of texts, the newest first."""
    form = "--format=%H%x00%P%x00%ct%x00%s"
    options = ("--first-parent", f"--max-count={limit}", "--no-show-signature", "--encoding=UTF-8", form)
    log = run_git(project.root, "log", *options, "HEAD", "--", *_tracked(project)).output
    shallow = is_shallow(project)
    commits = []
    for line in log.decode("utf-8", "replace").split("\n")[:-1]:
        name, parents, time, subject = line.split("\0")
        parent = next(iter(parents.split()), None)
        date = datetime.fromtimestamp(int(time), UTC).date().isoformat()
        commits.append(Commit(name, date, subject, parent, comparable=parent is not None or not shallow))
    return commits


def read_contents(project: Project, commits: list[str]) -> dict[str, Contents]:
    """Return what each commit tracks of a snapshot, as bytes, all by one process.

    Raises:
        RevisionError: this clone lacks what its history names.
    """
    paths = _tracked(project)
    contents = _read_objects(project, [f"{commit}:./{path}" for commit in commits for path in paths])
    return {commit: {path: next(contents) for path in paths} for commit in commits}


def to_snapshot(commit: str, contents: Contents) -> Snapshot:
    """Return what a commit tracks as a snapshot.

    Raises:
        TracebriefError: it is no ledger or no list of texts.
    """
    digits = commit[:DIGITS]
    try:
        return parse_snapshot(digits, contents)
    except TracebriefError as problem:
        path, _, line = problem.where.partition(":")
        what = f"{line}: {problem.what}" if line else problem.what
        raise type(problem)(f"{path} at {digits}", what, "compare another revision") from problem


def _tracked(project: Project) -> list[str]:
    """Return where the parts of a snapshot are tracked, below the project."""
    return [project.relative(path) for path in (project.ledger, project.conflicts, project.sources)]


def _read_objects(project: Project, names: list[str]) -> Iterator[bytes | None]:
    """Yield the content of each object, None where there is none, all by one process."""
    listed = "".join(f"{name}\n" for name in names).encode()
    answer = run_git(project.root, "cat-file", "--batch", standard_input=listed)
    if not answer.succeeded:
        raise RevisionError("git cat-file", answer.complaint, "fetch what this clone lacks, then try again")
    out, at = answer.output, 0
    for name in names:
        end = out.index(b"\n", at)
        head, at = out[at:end], end + 1
        if head == f"{name} missing".encode():
            yield None
            continue
        size = int(head.split()[-1])
        yield out[at : at + size]
        at += size + 1


def _references(project: Project) -> list[str]:
    kinds = ("refs/tags", "refs/heads", "refs/remotes")
    return (ask_git(project.root, "for-each-ref", "--format=%(refname:short)", *kinds) or "").split()
