"""The table of results: for the terminal, and as the tracked file."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.table import Table

from tests.bench.costs import Cost

BRIEF, CORPUS = ("cold", "unchanged", "one text more", "one comma"), ("cold", "unchanged", "one text more")
COLUMNS = ("brief", "build", "tracebrief, s", "plain, s", "ratio", "peak, MB", "plain peak, MB")
ABOUT = """\
- *own* is the brief of this repository, *invented* one of so many generated texts of about 2 kB.
- **tracebrief** is `tracebrief build --engine embedded`: it runs the notebooks that must be run, renders the brief, its
  PDF and a page for each text, writes the records that travel with it, and publishes.
- **plain** is papermill and nbconvert: the same notebooks one after the other by `papermill`, a kernel each, then
  `nbconvert --to html` of all six: no page of the brief, no PDF, no records. Its `build/` is empty at first, so it does
  everything every time; what the library keeps of each text serves within that one run only. For the invented texts it
  is run once, and counts for all rows.
- Both use one interpreter, one clone of the library and one machine, in turns, so that whatever else the machine does
  falls on both.
- *cold*: nothing is kept from before. *unchanged*: the same again. *one text more*: an invented text and its record
  are added to a brief that is built. *one comma*: in the prose of a brief that is built.
- *ratio*: tracebrief's seconds over the plain ones. *peak*: the most memory that all processes had together, seen five
  times a second, shared pages counted once.
"""


@dataclass(frozen=True)
class Row:
    """One kind of build of one brief, done both ways."""

    brief: str
    build: str
    ours: Cost
    plain: Cost

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        ratio = self.ours.seconds / self.plain.seconds
        seconds = (f"{cost.seconds:,.1f}" for cost in (self.ours, self.plain))
        peaks = (f"{cost.peak / 1e6:,.0f}" for cost in (self.ours, self.plain))
        return self.brief, self.build, *seconds, f"{ratio:.2f}", *peaks


def show_rows(rows: Iterable[Row]) -> Table:
    """Return the results for the terminal."""
    table = Table(*COLUMNS[:2], title="What a build costs", title_justify="left")
    for column in COLUMNS[2:]:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(*row.cells)
    return table


def write_results(path: Path, rows: list[Row], *, machine: str) -> None:
    """Write the results as the tracked table.

    Raises:
        ValueError: a build that belongs to the table was not measured.
    """
    check_rows(rows)
    lines = ["# What a build costs", "", ABOUT, machine, "", "| " + " | ".join(COLUMNS) + " |"]
    lines += ["|---|---|" + "---:|" * (len(COLUMNS) - 2)]
    lines += ["| " + " | ".join(row.cells) + " |" for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def check_rows(rows: list[Row]) -> None:
    """Refuse a table in which a build is missing or stands twice.

    Raises:
        ValueError: it names what is missing or twice.
    """
    briefs = list(dict.fromkeys(row.brief for row in rows))
    wanted = [(brief, build) for brief, builds in zip(briefs, (BRIEF, CORPUS), strict=False) for build in builds]
    found = [(row.brief, row.build) for row in rows]
    if len(briefs) != 2 or sorted(found) != sorted(wanted):
        wrong = sorted({*wanted} ^ {*found} or {each for each in found if found.count(each) > 1}) or "a whole brief"
        raise ValueError(f"the table needs each build of two briefs once; missing or too many: {wrong}")


def describe_machine(*, commit: str, date: str, note: str) -> str:
    """Return where and when it was measured, without the machine's name."""
    memory = psutil.virtual_memory().total / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parts = [f"{cores} cores", f"{memory:.0f} GB of memory", f"Python {platform.python_version()}", f"commit {commit}"]
    return "Measured on " + ", ".join(parts + [each for each in (date, note) if each]) + "."
