"""The command line: each command is one function of a room, its mistakes one line on stderr."""

import functools
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated, Literal, ParamSpec

import typer
from rich.console import Console

from tracebrief.impact import WITHDRAWN
from tracebrief.model.wording import counted
from tracebrief.project.errors import TracebriefError
from tracebrief.project.paths import find_project

P = ParamSpec("P")
STARTED = perf_counter()
TASKS = "quant, attrib, gum_attrib, timex, gum_timex, ner, gum_ner, geo, event, fact, evtype, reuse"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
out, err = Console(), Console(stderr=True)
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def report_mistakes(command: Callable[P, None]) -> Callable[P, None]:
    """Print a mistake as one line on stderr and leave with exit code 1; `--debug` shows where it was raised."""

    @functools.wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        try:
            command(*args, **options)
        except (KeyboardInterrupt, BrokenPipeError):
            fail(f"{command.__name__}: interrupted; what was published before is as it was")
        except typer.Exit:
            raise
        except Exception as problem:
            if options.get("debug"):
                raise
            for note in getattr(problem, "__notes__", []):
                err.print(note, style="dim", markup=False, highlight=False, soft_wrap=True)
            known = isinstance(problem, TracebriefError)
            fail(str(problem) if known else f"{type(problem).__name__}: {problem}; run it with --debug and report it")

    return run


def fail(line: str) -> None:
    """Print one line on stderr and leave with exit code 1."""
    print(f"tracebrief: {line}", file=sys.stderr)
    raise typer.Exit(1)


@app.callback()
def main() -> None:
    """A brief you can check: every number opens the words it came from."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))


@app.command()
@report_mistakes
def build(
    engine: Annotated[
        Literal["auto", "quarto", "embedded"],
        typer.Option(help="What makes the pages; auto takes Quarto where it is on the PATH."),
    ] = "auto",
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="Set a parameter of the notebooks that have it; repeatable."),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say of each step why it was run or kept.")] = False,
    debug: Debug = False,
) -> None:
    """Run the notebooks that must be run, and publish the brief to `build/site`.

    Example: `tracebrief build --why --engine embedded -p longest_shown=60`
    """
    from tracebrief.cli.build_progress import build_with_progress
    from tracebrief.run import parse_parameters

    project = find_project()
    build_with_progress(project, engine=engine, parameters=parse_parameters(parameter or []), why=why, console=err)
    for page in sorted(path for kind in ("html", "pdf") for path in project.site.glob(f"report/index.{kind}")):
        print(f"{page.suffix[1:].upper():4}  {os.path.relpath(page)}")
    err.print(f"built in {perf_counter() - STARTED:.1f} s")


@app.command()
@report_mistakes
def check(debug: Debug = False) -> None:
    """Check notebook pairs, texts, codebook, rulings, quotes, ledger and prose; exit 1 if anything is wrong.

    Example: `tracebrief check`
    """
    from tracebrief.pipeline import run_checks

    failed = 0
    for checked in run_checks(find_project()):
        out.print(
            f"{'✓' if checked.passed else '✗'} {checked.right} of {checked.total} {checked.what}", highlight=False
        )
        for line in (*checked.problems, *checked.notes):
            print(f"    {line}")
        failed += not checked.passed
    if failed:
        fail(f"check: {counted(failed, 'kind')} of mistake; each line above says what to do")


@app.command()
@report_mistakes
def sync(
    keep: Annotated[
        Literal["py", "ipynb"], typer.Option("--from", help="Whose cells stay where the two files differ.")
    ] = "py",
    debug: Debug = False,
) -> None:
    """Make both files of every notebook agree, the `.ipynb` without outputs.

    Example: `tracebrief sync --from ipynb`
    """
    from tracebrief.run import find_pairs, sync_pair

    pairs = find_pairs(find_project())
    done = [line for pair in pairs if (line := sync_pair(pair, keep=keep))]
    print("\n".join([*done, f"{len(pairs) - len(done)} of {len(pairs)} notebooks needed nothing"]))


@app.command()
@report_mistakes
def accept(debug: Debug = False) -> None:
    """Write the claims and conflicts of the last build to the ledgers in `report/`, and say what changed.

    Example: `tracebrief accept`
    """
    from tracebrief.history import accept_build

    print("\n".join(accept_build(find_project())))


@app.command()
@report_mistakes
def diff(
    before: Annotated[str, typer.Argument(help="A revision of git, a published version, or a folder.")] = "HEAD",
    after: Annotated[
        str | None, typer.Argument(help="Another; `build` for the last build, which it is if left out.")
    ] = None,
    form: Annotated[
        Literal["table", "markdown", "json"], typer.Option("--format", help="Markdown is for a pull request.")
    ] = "table",
    whole: Annotated[bool, typer.Option("--all", help="Show every change, however many there are.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
    debug: Debug = False,
) -> None:
    """Show which texts, claims and conflicts differ, from the tracked ledgers: nothing is rebuilt.

    Example: `tracebrief diff HEAD~1 HEAD --format markdown`
    """
    from tracebrief.history import compare_snapshots, find_snapshot, render_comment, render_json, render_table

    project = find_project()
    comparison = compare_snapshots(find_snapshot(project, before), find_snapshot(project, after))
    if form == "table":
        out.print(render_table(comparison, whole=whole), highlight=False)
    else:
        print(render_comment(comparison) if form == "markdown" else render_json(comparison), end="")
    if exit_code and not comparison.same:
        raise typer.Exit(1)


@app.command()
@report_mistakes
def repro(
    engine: Annotated[
        Literal["auto", "quarto", "embedded"], typer.Option(help="What makes the pages, as for `build`.")
    ] = "auto",
    debug: Debug = False,
) -> None:
    """Build the last commit twice, in two clones and different environments; exit 1 if any output differs.

    Folder, time zone, locale, hash seed, home, cores and terminal differ. What differs is named, and why.

    Example: `tracebrief repro --engine embedded`
    """
    from tracebrief.repro import check_reproducibility

    if not check_reproducibility(find_project(), engine=engine, console=err).same:
        raise typer.Exit(1)


@app.command()
@report_mistakes
def compare(
    one: Annotated[Path, typer.Argument(help="A folder of pages, like `build/site`.")],
    other: Annotated[Path, typer.Argument(help="Another one, made by the other engine.")],
    debug: Debug = False,
) -> None:
    """Compare two renderings of one commit in addresses, text and numbering; exit 1 if they differ.

    Example: `tracebrief compare site-quarto site-embedded`
    """
    from tracebrief.repro import compare_sites

    if problems := compare_sites(one, other):
        print("\n".join(problems))
        fail(f"compare: {counted(len(problems), 'difference')}; both engines must say the same")
    print("the same addresses, text and numbering")


@app.command()
@report_mistakes
def show(
    claim: Annotated[str, typer.Argument(help="A claim's id, c- and ten hex digits.")], debug: Debug = False
) -> None:
    """Show a claim: its words in their paragraph, its source, its provenance chain and its verification status.

    Example: `tracebrief show c-0123456789`
    """
    from tracebrief.cli.claim_panels import show_claim

    out.print(show_claim(find_project(), claim))


@app.command()
@report_mistakes
def impact(
    withdrawn: Annotated[
        str, typer.Argument(help="A text's key, a claim's id, or the name of an origin or a speaker.")
    ],
    kind: Annotated[
        WITHDRAWN | None,
        typer.Option("--as", help="Which of these is meant, where several are called so."),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="List what stands, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    debug: Debug = False,
) -> None:
    """Show what falls, weakens or stands if something is withdrawn, by weighing again without it.

    Example: `tracebrief impact gazette2020 --as text --json`
    """
    from tracebrief.impact import describe_impact, weigh_impact

    found = weigh_impact(find_project(), withdrawn, kind=kind)
    if as_json:
        print(json.dumps(describe_impact(found), ensure_ascii=False, indent=1))
        return
    from tracebrief.cli.impact_tables import show_impact

    out.print(show_impact(found, whole=whole), highlight=False)


@app.command()
@report_mistakes
def mentions(
    task: Annotated[str, typer.Argument(help=f"One of {TASKS}.")],
    source: Annotated[Path, typer.Argument(help="JSON lines of documents: id, text and, where known, date.")],
    target: Annotated[Path, typer.Argument(help="Where to write JSON lines of mentions: id and pred.")],
    debug: Debug = False,
) -> None:
    """Run the extractor alone on any documents.

    Example: `tracebrief mentions quant articles.jsonl found.jsonl`
    """
    from tracebrief.benchmarks.documents import write_predictions

    print(f"{write_predictions(task, source, target)} documents read into {target}")


@app.command()
@report_mistakes
def review(
    port: Annotated[int, typer.Option(help="The port of the page; any free one for 0.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    left: Annotated[bool, typer.Option("--list", help="Only print what is left, and what to look at again.")] = False,
    debug: Debug = False,
) -> None:
    """Rule on claims: a page on this machine shows each text with its claims, and writes `data/rulings`.

    Example: `tracebrief review --list`
    """
    if left:
        from tracebrief.cli.review_lists import list_review

        print("\n".join(list_review(find_project())))
        return
    from tracebrief.review import serve_review

    written = serve_review(find_project(), port=port, browser=browser)
    print(f"{counted(written, 'ruling')} written")
