"""What the terminal shows of a build: its progress, a closing table, why each step was run, and its floor."""

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from tracebrief.project.paths import Project
from tracebrief.run.pairs import Pair, find_difference
from tracebrief.run.traces import Trace

RENDER = "render"
# What no build of a brief can save, by the names of its costs.
FLOOR = {"start": "starting kernels", "import": "imports", "parse": "parsing", RENDER: "rendering"}


@dataclass(frozen=True)
class Step:
    """One step as done: what it left, in words, whether that was kept from before, why, and the seconds it took."""

    name: str
    left: str
    cached: bool
    why: str
    seconds: float


class Bars(Progress):
    """A bar for each step that is running."""

    def __init__(self, console: Console) -> None:
        name, time = TextColumn("{task.description:12}"), TimeElapsedColumn()
        columns = (SpinnerColumn(), name, BarColumn(), MofNCompleteColumn(), time)
        super().__init__(*columns, console=console, transient=console.is_terminal)
        self.of: dict[str, Any] = {}

    def begin(self, name: str, total: int) -> None:
        """Show a step."""
        self.of[name] = self.add_task(name, total=total)

    def go_on(self, name: str) -> None:
        """Show that a part of a step is done."""
        self.advance(self.of[name])

    def warn(self, pair: Pair) -> None:
        """Say that the two files of a notebook differ, and which is run."""
        if pair.script.is_file() and pair.document.is_file():
            document = Pair(pair.name, pair.document, pair.document)
            if difference := find_difference(pair.read(), document.read()):
                line = f"{pair.script.name} differs from its .ipynb ({difference}): the .py is what runs"
                self.console.print(line, markup=False)


def tell_left(project: Project, trace: Trace) -> str:
    """Return what a run left in words: its tables with their rows, its figures counted."""
    from pyarrow.parquet import read_metadata

    tables = [project.root / name for name in sorted(trace.writes) if name.endswith(".parquet")]
    words = [f"{path.stem} {read_metadata(path).num_rows:,}" for path in tables]
    if figures := sum(name.endswith(".svg") for name in trace.writes):
        words.append(f"{figures} figures")
    return ", ".join(words) or "–"


def tell_steps(steps: list[Step], version: str, seconds: float) -> Table:
    """Return the closing table: steps, what they left, whether it was kept, and their times."""
    table = Table(title=f"tracebrief {version}", title_justify="left", show_footer=True, pad_edge=False)
    table.add_column("step", footer="all")
    table.add_column("left", footer="build/site")
    table.add_column("", footer=f"{sum(not step.cached for step in steps)} run")
    table.add_column("seconds", footer=f"{seconds:.1f}", justify="right")
    for step in steps:
        table.add_row(step.name, step.left, "kept" if step.cached else "run", f"{step.seconds:.1f}")
    return table


def tell_reasons(steps: list[Step]) -> str:
    """Return why each step was run or kept, one a line."""
    return "\n".join(f"{step.name:<11} {'kept' if step.cached else 'run '}  {step.why}" for step in steps)


def tell_floor(costs: dict[str, float]) -> str:
    """Return the processor time that no build of this brief can save, in words."""
    parts = ", ".join(f"{FLOOR[kind]} {seconds:.1f}" for kind, seconds in costs.items())
    return f"floor: {sum(costs.values()):.1f} s of processor time ({parts})"
