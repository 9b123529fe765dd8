"""Measures builds and writes the tracked table: `python -m tests.bench`."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from tests.bench.builds import Pair, clone, middle, pair_brief, pair_corpus
from tests.bench.corpus import REPOSITORY
from tests.bench.costs import Cost
from tests.bench.results import BRIEF, CORPUS, Row, describe_machine, show_rows, write_results

RESULTS = Path(__file__).with_name("RESULTS.md")
err, out = Console(stderr=True), Console()


def main(
    texts: Annotated[int, typer.Option(help="Texts of the invented brief.")] = 1000,
    repeats: Annotated[int, typer.Option(help="Times that the small brief is measured; the median counts.")] = 3,
    quick: Annotated[bool, typer.Option("--quick", help="The small brief once, 30 texts, no file.")] = False,
    date: Annotated[str, typer.Option(help="The day, for the table.")] = "",
    note: Annotated[str, typer.Option(help="What else the machine was doing, for the table.")] = "",
) -> None:
    """Measure cold, unchanged, one-text and one-comma builds beside plain papermill and nbconvert."""
    texts, repeats = (30, 1) if quick else (texts, repeats)
    with TemporaryDirectory(prefix="tracebrief-bench-") as folder:
        rows = [*measure_brief(Path(folder), repeats=repeats), *measure_corpus(Path(folder), texts=texts)]
    out.print(show_rows(rows))
    if not quick:
        command = ["git", "describe", "--always", "--dirty"]
        commit = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.strip()
        write_results(RESULTS, rows, machine=describe_machine(commit=commit, date=date, note=note))


def measure_brief(folder: Path, *, repeats: int) -> Iterator[Row]:
    """Yield the rows of this repository's own brief, each the middle of all turns."""
    changes = (Pair.clear, Pair.leave, lambda pair: pair.add_text(1), Pair.add_comma)
    turns = []
    for turn in range(repeats):
        pair = pair_brief(folder / f"brief-{turn}")
        turns.append([_measure(pair, build, change) for build, change in zip(BRIEF, changes, strict=True)])
    for build, costs in zip(BRIEF, zip(*turns, strict=True), strict=True):
        ours, plain = (middle([cost[side] for cost in costs]) for side in (0, 1))
        yield Row("own, 5 texts", build, ours, plain)


def measure_corpus(folder: Path, *, texts: int) -> Iterator[Row]:
    """Yield the rows of an invented brief; its plain run takes long and does the same each time, so it is run once."""
    changes = (Pair.clear, Pair.leave, lambda pair: pair.add_text(texts + 1))
    pair, plain = pair_corpus(folder / "corpus", texts=texts, library=clone(folder / "library")), None
    for build, change in zip(CORPUS, changes, strict=True):
        ours, plain = _measure(pair, build, change, plain=plain)
        yield Row(f"invented, {texts:,}", build, ours, plain)


def _measure(pair: Pair, build: str, change: Callable[[Pair], None], *, plain: Cost | None = None) -> tuple[Cost, Cost]:
    """Make a change, then build both ways; say on the way what it took."""
    change(pair)
    ours, plain = pair.build(), plain or pair.run_plainly()
    err.print(f"{build}: {ours.seconds:.1f} s against {plain.seconds:.1f} s", style="dim", highlight=False)
    return ours, plain


if __name__ == "__main__":
    typer.run(main)
