"""Mistakes that a person can fix: each says where, what, and what to do, in one line."""


class TracebriefError(Exception):
    """Base of every mistake that the command line reports in one line, with exit code 1."""

    def __init__(self, where: str, what: str, todo: str) -> None:
        self.where, self.what, self.todo = str(where), what, todo
        super().__init__(f"{where}: {what}; {todo}")


class SourceError(TracebriefError):
    """A raw text or its record in `data/sources.yml` is missing, changed or unreadable."""


class CodebookError(TracebriefError):
    """An entry of `data/codebook.yml`, or another authored data file, contradicts itself or its example."""


class RulingError(TracebriefError):
    """A ruling is not valid, or no longer fits its text.

    Args:
        field: of the claim that it is about, `words` among them; empty where it is about none alone.
    """

    def __init__(self, where: str, what: str, todo: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(where, what, todo)


class RulingChangedError(RulingError):
    """A ruling is no longer the one that was to be replaced: somebody else wrote it meanwhile."""


class TableError(TracebriefError):
    """A table breaks its schema."""


class NotebookError(TracebriefError):
    """A notebook raised, is out of step with its pair, or was given an unknown parameter."""


class LedgerError(TracebriefError):
    """The claims found differ from the tracked ledger, or a quoted string is not at its place."""


class RevisionError(TracebriefError):
    """A revision or build is unknown, or its history is not here."""


class GitError(TracebriefError):
    """Git is not installed, refuses a folder, or knows no repository there."""


class ReportError(TracebriefError):
    """The prose names an unknown claim, citation, cross-reference or figure, or uses what one engine lacks."""


class BuildError(TracebriefError):
    """The build could not run or publish: no space, another build, a missing tool."""
