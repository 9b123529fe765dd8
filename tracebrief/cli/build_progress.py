"""A build with its progress in the terminal: a bar per step, a closing table, why each step was run, and its floor."""

from rich import progress
from rich.console import Console
from rich.table import Table

from tracebrief.pipeline import RENDER, Build, Render, Step, run_build
from tracebrief.project.paths import Project
from tracebrief.run import NotebookPair, Parameters, Progress, find_difference

# What is measured of the processor time that no build of a brief can save, by the names of its costs.
FLOOR = {
    "start": "kernels with common libraries",
    "parse": "parsing",
    RENDER: "rendering",
}


def build_with_progress(
    project: Project,
    *,
    console: Console,
    engine: str = "auto",
    parameters: Parameters | None = None,
    why: bool = False,
    render: Render | None = None,
) -> Build:
    """Run a build, showing its progress and, at the end, what was done; see `run_build` for the arguments.

    Args:
        why: say of each step why it was run or kept.
    """
    with StepBars(console) as bars:
        build = run_build(project, engine=engine, parameters=parameters, progress=bars, render=render)
    console.print(draw_steps(build.steps, build.version.name, build.seconds))
    if why:
        console.print(list_reasons(build.steps), highlight=False, markup=False, soft_wrap=True)
    if not build.kept:
        console.print(describe_floor(build.costs), style="dim", highlight=False)
    return build


class StepBars(progress.Progress, Progress):
    """A bar for each step that is running."""

    def __init__(self, console: Console) -> None:
        name, time = progress.TextColumn("{task.description:12}"), progress.TimeElapsedColumn()
        columns = (progress.SpinnerColumn(), name, progress.BarColumn(), progress.MofNCompleteColumn(), time)
        super().__init__(*columns, console=console, transient=console.is_terminal)
        self.bars: dict[str, progress.TaskID] = {}

    def begin_notebook(self, pair: NotebookPair, cells: int) -> None:
        """Show a notebook, and say if its two files differ, and which is run."""
        self.begin_step(pair.name, cells)
        if pair.script.is_file() and pair.document.is_file():
            document = NotebookPair(pair.name, pair.document, pair.document)
            if difference := find_difference(pair.read(), document.read()):
                line = f"{pair.script.name} differs from its .ipynb ({difference}): the .py is what runs"
                self.console.print(line, markup=False)

    def begin_step(self, name: str, total: int) -> None:
        """Show a step."""
        self.bars[name] = self.add_task(name, total=total)

    def advance_step(self, name: str) -> None:
        """Show that a part of a step is done."""
        self.advance(self.bars[name])


def draw_steps(steps: list[Step], version: str, seconds: float) -> Table:
    """Return the closing table: steps, what they left, whether it was kept, and their times."""
    table = Table(title=f"tracebrief {version}", title_justify="left", show_footer=True, pad_edge=False)
    table.add_column("step", footer="all")
    table.add_column("left", footer="build/site")
    table.add_column("", footer=f"{sum(not step.cached for step in steps)} run")
    table.add_column("seconds", footer=f"{seconds:.1f}", justify="right")
    for step in steps:
        table.add_row(step.name, step.left, "kept" if step.cached else "run", f"{step.seconds:.1f}")
    return table


def list_reasons(steps: list[Step]) -> str:
    """Return why each step was run or kept, one a line."""
    return "\n".join(f"{step.name:<11} {'kept' if step.cached else 'run '}  {step.why}" for step in steps)


def describe_floor(costs: dict[str, float]) -> str:
    """Return the processor time that no build of this brief can save, in words."""
    parts = ", ".join(f"{FLOOR[kind]} {seconds:.1f}" for kind, seconds in costs.items())
    return f"floor: {sum(costs.values()):.1f} s of processor time ({parts})"
