"""A notebook is run when something that it read has changed, and for no other reason; nothing kept is trusted."""

import json
import shutil
import socketserver
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from tracebrief.project.errors import NotebookError
from tracebrief.project.paths import Project
from tracebrief.project.store import Store
from tracebrief.run.input_states import InputStates
from tracebrief.run.notebook_runs import NotebookRun, find_machine_parts, read_record
from tracebrief.run.paired_notebooks import NotebookDescription, find_pairs
from tracebrief.run.scheduling import find_needed, run_notebooks

READ = """\
# %% [markdown]
# # Count the boats
# %% tags=["parameters"]
boats: int = 3  # how many

# %%
import json
import os
from pathlib import Path

root = Path(os.environ["TRACEBRIEF_ROOT"])
names = sorted(path.name for path in (root / "data" / "raw").glob("*.txt"))
words = (root / "data" / "words.txt").read_text()
extra = (root / "data" / "extra.txt").read_text() if (root / "data" / "extra.txt").is_file() else ""
(root / "build" / "tables").mkdir(parents=True, exist_ok=True)
(root / "build" / "tables" / "boats.json").write_text(json.dumps([boats, len(names), len(words), extra]))
boats
"""
DRAW = """\
# %%
import os
from pathlib import Path

import pyarrow
from pyarrow import parquet

root = Path(os.environ["TRACEBRIEF_ROOT"])
found = (root / "build" / "tables" / "boats.json").read_text()
parquet.write_table(pyarrow.table({"found": [found]}), root / "build" / "tables" / "drawn.parquet")
parquet.read_table(root / "build" / "tables" / "drawn.parquet").to_pylist()
"""
WITH_PANDAS = """\
# %%
import os
import pandas as pd

tables = os.environ["TRACEBRIEF_ROOT"] + "/build/tables/"
pd.read_parquet(tables + "drawn.parquet").to_parquet(tables + "again.parquet")
"""
OUTPUTS = (
    "build/tables/boats.json",
    "build/tables/drawn.parquet",
    "build/notebooks/10_read.ipynb",
    "build/notebooks/20_draw.ipynb",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose two notebooks have been run once, to be copied and changed."""
    project = Project(tmp_path_factory.mktemp("built"))
    for folder in (project.raw, project.notebooks):
        folder.mkdir(parents=True)
    (project.root / "_quarto.yml").write_text("")
    (project.raw / "a.txt").write_text("a")
    (project.root / "data" / "words.txt").write_text("three boats")
    (project.root / "data" / "unread.txt").write_text("nobody reads this")
    project.lock.write_text("pandas==3\n")
    (project.notebooks / "10_read.py").write_text(READ)
    (project.notebooks / "20_draw.py").write_text(DRAW)
    run(project)
    return project


@pytest.fixture
def again(built: Project, tmp_path: Path) -> Project:
    """The same project in another folder, with its cache but nothing else that was made, and every file touched."""
    root = tmp_path / "elsewhere"
    shutil.copytree(
        built.root,
        root,
        ignore=shutil.ignore_patterns("tables", "notebooks.bak", ".ipython"),
        copy_function=shutil.copyfile,
    )
    shutil.rmtree(root / "build" / "notebooks")
    return Project(root)


def run(project: Project, **parameters: object) -> dict[str, str]:
    """Run the pipeline; return, by notebook, why it was run, "" where it was not."""
    results = run_notebooks(project, find_pairs(project), Store(project.cache), parameters)
    return {result.pair.name: "" if result.cached else result.why for result in results}


def outputs(project: Project) -> dict[str, bytes]:
    return {name: (project.root / name).read_bytes() for name in OUTPUTS}


def test_another_folder_with_the_cache_runs_nothing_and_has_everything(built, again):
    assert run(again) == {"10_read": "", "20_draw": ""}
    assert outputs(again) == outputs(built)


def change(name: str, text: str | None):
    """Return a change of one file; None removes it."""

    def do(project: Project) -> None:
        path = project.root / name
        path.unlink() if text is None else path.write_text(text)

    return do


# What is done to a project, and why each notebook runs again, "" where it does not.
CHANGES = {
    "a file that nobody reads": (change("data/unread.txt", "changed"), "", ""),
    "a file beside those listed, of another kind": (change("data/raw.md", "new"), "", ""),
    "the prose of a notebook": (change("notebooks/10_read.py", READ.replace("Count the", "Count all")), "", ""),
    "white space after the code": (change("notebooks/20_draw.py", DRAW.rstrip() + "\n\n\n"), "", ""),
    "a file that was read, with the same result": (
        change("data/words.txt", "three goats"),
        "data/words.txt changed",
        "",
    ),
    "a file that was read": (
        change("data/words.txt", "a dozen boats"),
        "data/words.txt changed",
        "build/tables/boats.json changed",
    ),
    "a new file in a folder that was listed": (
        change("data/raw/b.txt", "b"),
        "the files in data/raw/ are others",
        "build/tables/boats.json changed",
    ),
    "a file that was asked for and not there": (
        change("data/extra.txt", "more"),
        "data/extra.txt is new",
        "build/tables/boats.json changed",
    ),
    "the code of a notebook": (change("notebooks/20_draw.py", DRAW + "\n1 + 1\n"), "", "its code changed"),
    "the lock file": (
        change("requirements.lock", "pandas==4"),
        "requirements.lock changed",
        "requirements.lock changed",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_what_depends_on_a_change_is_run(again, what):
    do, *why = CHANGES[what]
    do(again)
    assert list(run(again).values()) == why
    assert run(again) == {"10_read": "", "20_draw": ""}


def test_tables_that_pandas_reads_and_writes_are_known(again):
    (again.notebooks / "30_again.py").write_text(WITH_PANDAS)
    assert run(again)["30_again"] == "no run of it is kept"
    (again.tables / "again.parquet").unlink()
    assert set(run(again).values()) == {""} and (again.tables / "again.parquet").is_file()
    change("data/words.txt", "a dozen boats")(again)
    assert run(again)["30_again"] == "build/tables/drawn.parquet changed"


def test_a_parameter_is_part_of_the_run_and_a_change_back_is_free(again, built):
    assert list(run(again, boats=5).values()) == ["parameter boats: None → 5", "build/tables/boats.json changed"]
    assert json.loads((again.tables / "boats.json").read_text())[0] == 5
    assert list(run(again).values()) == ["", ""]
    assert outputs(again) == outputs(built)


def test_prose_that_changed_is_in_the_executed_notebook(again):
    (again.notebooks / "10_read.py").write_text(READ.replace("Count the", "Count all"))
    run(again)
    merged = (again.executed / "10_read.ipynb").read_bytes()
    again.cache.rename(again.build / "aside")
    run(again)
    assert merged == (again.executed / "10_read.ipynb").read_bytes()
    assert b"Count all" in merged


def test_what_was_altered_or_left_behind_is_put_right(again, built):
    run(again)
    (again.tables / "boats.json").write_text("[9]")
    (again.tables / "stale.json").write_text("[]")
    (again.executed / "20_draw.ipynb").unlink()
    assert run(again) == {"10_read": "", "20_draw": ""}
    assert outputs(again) == outputs(built)
    assert not (again.tables / "stale.json").exists()


def entries(project: Project, *kinds: str) -> list[Path]:
    return [path for kind in kinds for path in sorted((project.cache / kind).rglob("*")) if path.is_file()]


DAMAGES = {
    "cut short": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "poisoned": lambda content: content.replace(b"3", b"4") + b" ",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", ["files", "runs", "notebooks", "last_run"])
def test_a_damaged_cache_is_never_trusted(again, built, kind, damage):
    for path in entries(again, kind):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    why = run(again)
    ran = kind in ("files", "runs")
    assert [bool(each) for each in why.values()] == [ran, ran]
    assert outputs(again) == outputs(built)
    assert run(again) == {"10_read": "", "20_draw": ""}


def test_a_damaged_output_is_named(again):
    for path in entries(again, "files"):
        path.write_bytes(b"[9, 9, 9]")
    assert run(again)["10_read"] == "build/notebooks/10_read.ipynb is damaged in the cache"


REFUSED = {
    "reads what no notebook makes": (
        "(root / 'build' / 'tables' / 'stray.json').read_text()",
        r"it read build/tables/stray\.json, which no earlier notebook makes",
    ),
    "writes among the authored files": ("(root / 'data' / 'new.txt').write_text('')", "it wrote data/new.txt; let"),
    "changes what an earlier one made": (
        "(root / 'build' / 'tables' / 'boats.json').write_text('')",
        r"it changed build/tables/boats\.json, which an earlier notebook made",
    ),
    "reads a file that changes meanwhile": (
        "(root / 'data' / 'words.txt').read_text(); os.system(f'echo more >> {root}/data/words.txt')",
        "data/words.txt changed while it ran; build again",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_notebook_that_would_make_the_cache_untrue_is_refused(again, what):
    code, told = REFUSED[what]
    (again.notebooks / "20_draw.py").write_text(DRAW + code + "\n")
    stray = again.build / "stray" / "stray.json"
    stray.parent.mkdir()
    stray.write_text("{}")
    if "stray" in code:
        (again.notebooks / "20_draw.py").write_text(DRAW + code.replace("'tables'", "'stray'") + "\n")
        told = told.replace("tables", "stray")
    with pytest.raises(NotebookError, match=told):
        run(again)


# Seconds after which a notebook that waits for another is alone.
LONGEST = 60
SAYS = "# %% [markdown]\n# # {title}\n# **Reads** {reads}.\n# **Writes** {writes}.\n"
WORK = """\
# %%
import os
import socket
from pathlib import Path

folder = Path(os.environ["TRACEBRIEF_ROOT"], "build")
"""


def described(reads: list[str], writes: list[str]) -> NotebookDescription:
    return NotebookDescription("", 1, "", {}, reads, writes)


NEEDED = {
    "what it reads": ([["a"], ["b"]], ["b"], {"1"}),
    "nothing of theirs": ([["a"], ["b"]], ["c"], set()),
    "it does not say": ([["a"], ["b"]], [], {"0", "1"}),
    "one before does not say": ([["a"], []], ["a"], {"0", "1"}),
    "one before does not say, and it needs nothing else": ([["a"], []], ["data/x.yml"], {"1"}),
}


@pytest.mark.parametrize("what", NEEDED)
def test_a_notebook_waits_for_what_it_reads(what):
    writes, reads, expected = NEEDED[what]
    notebooks = {str(number): described(["data/raw/"], each) for number, each in enumerate(writes)}
    assert find_needed(notebooks | {"last": described(reads, ["z"])})["last"] == expected


WRITE_ONE, READ_ONE = "(folder / 'one.txt').write_text('1')\n", "(folder / 'one.txt').read_text()\n"


@pytest.fixture
def meet():
    """Return code that waits until two notebooks run it."""
    both = threading.Barrier(2)

    class Answer(socketserver.BaseRequestHandler):
        def handle(self):
            both.wait(LONGEST)
            self.request.sendall(b"1")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"assert socket.create_connection({server.server_address}, {LONGEST}).recv(1), 'alone'\n"
        server.shutdown()


def write_three(project: Project, first: str, second: str, *, second_reads: str) -> None:
    """Write three notebooks, of which the third needs both others."""
    for name, reads, writes, code in (
        ("10_one", "`data/`", "`one`", first),
        ("20_two", second_reads, "`two`", second),
        ("30_three", "`one`, `two`", "`three`", READ_ONE),
    ):
        (project.notebooks / f"{name}.py").write_text(SAYS.format(title=name, reads=reads, writes=writes) + WORK + code)


def test_notebooks_that_need_nothing_of_each_other_run_side_by_side(project, meet):
    here = Path.cwd()
    write_three(project, WRITE_ONE + meet, meet, second_reads="`data/`")
    assert all(run(project).values())
    assert Path.cwd() == here


# Code of two notebooks, the second of which does not say that it needs the first, and why it is refused.
UNDECLARED = {
    "it looked before the other wrote": (
        "{meet}" + WRITE_ONE,
        "(folder / 'one.txt').is_file()\n{meet}",
        r"it looked for build/one\.txt, which 10_one writes; name it",
    ),
    "it read what the other wrote": (WRITE_ONE + "{meet}", "{meet}" + READ_ONE, r"it (read|looked for) build/one\.txt"),
}


@pytest.mark.parametrize("case", UNDECLARED)
def test_what_a_notebook_reads_must_be_what_it_says(project, meet, case):
    first, second, refusal = UNDECLARED[case]
    write_three(project, first.format(meet=meet), second.format(meet=meet), second_reads="`data/`")
    with pytest.raises(NotebookError, match=f"20_two: {refusal}"):
        run(project)


def test_a_notebook_that_says_what_it_reads_waits_for_it(project):
    write_three(project, WRITE_ONE, READ_ONE, second_reads="`one`")
    assert len(run(project)) == 3
    assert set(run(project).values()) == {""}


def test_what_another_notebook_has_just_written_is_not_the_work_of_one_that_ends(project):
    for kernel, path in (("0-0", "build/tables/one.txt"), ("1-0", "build/tables/two.txt")):
        for file, content in (
            (project.root / path, kernel),
            (project.kernels / f"{kernel}.jsonl", json.dumps({"kind": "write", "path": path, "value": None}) + "\n"),
        ):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
    (project.tables / "unseen.txt").write_text("written by native code")
    empty = NotebookRun({"code": "", "parameters": {}, **find_machine_parts(project)}, "")
    run = read_record(project.kernels / "0-0.jsonl", empty, InputStates(project), notebook="notebooks/10_one")
    assert set(run.writes) == {"build/tables/one.txt", "build/tables/unseen.txt"}


WRITE_TABLE = """\
import pandas as pd

(folder / "tables").mkdir(parents=True, exist_ok=True)
pd.DataFrame({{"boats": [1]}}).to_parquet(folder / "tables/{}.parquet")
"""


@pytest.mark.parametrize(("table", "refused"), [("one", False), ("odd", True)])
def test_a_table_that_the_prose_does_not_name_is_refused(project, table, refused):
    said = SAYS.format(title="One", reads="`data/`", writes="`one`")
    (project.notebooks / "10_one.py").write_text(said + WORK + WRITE_TABLE.format(table))
    with pytest.raises(NotebookError, match="writes the table odd; name it") if refused else nullcontext():
        run(project)
