"""A forked kernel is as one that was started, and ends as one: told how, and never left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tracebrief.project.errors import NotebookError
from tracebrief.project.paths import Project
from tracebrief.run import kernels
from tracebrief.run.forked_kernels import Forker
from tracebrief.run.kernels import open_kernels
from tracebrief.run.notebooks import finish_notebook, start_notebook
from tracebrief.run.paired_notebooks import find_pairs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
# Seconds after which what should happen at once has not happened.
LONGEST = 60
RUN = """\
# %%
import json, os
from pathlib import Path

def leave(**found):
    Path(os.environ["TRACEBRIEF_ROOT"], "left.json").write_text(json.dumps(found))

# %%
"""


@pytest.fixture
def own_forker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forker]:
    """The forker of one test alone, so that it may be broken."""
    forker = Forker()
    monkeypatch.setattr(kernels, "Forker", lambda: forker)
    yield forker
    forker.close()


@pytest.fixture
def never_fork(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which kernels are started, not forked."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("not here")

    return lambda: monkeypatch.setattr(Forker, "fork", refuse)


def run_cell(project: Project, code: str) -> dict[str, object]:
    """Run a notebook of this code in a build of its own; return what it left."""
    (project.notebooks / "10_one.py").write_text(RUN + code, "utf-8")
    pair = next(pair for pair in find_pairs(project) if pair.name == "10_one")
    with open_kernels(project) as opened:
        finish_notebook(pair, start_notebook(opened, pair, {}))
    return json.loads((project.root / "left.json").read_text())


STATE = """\
import decimal, gc, locale, multiprocessing, re, signal, sys, threading, time, warnings
import numpy, pandas, tracebrief

hidden = ("JPY_PARENT_PID", "TRACEBRIEF_RECORD", "PYTEST_CURRENT_TEST")
options = re.findall(r"^(\\S+) : |\\[default: (.*)\\]|currently: (.*)", pandas.describe_option(_print_desc=False), re.M)
leave(
    environment={name: value for name, value in os.environ.items() if name not in hidden},
    folder=os.getcwd(),
    path=sys.path,
    argv=[word for word in sys.argv if ".json" not in word],
    flags=str(sys.flags),
    hashes=[hash("boat"), list({"ferry", "storm", "harbour", "pier"})],
    library=sorted(name for name in sys.modules if name.startswith("tracebrief") and "fork" not in name),
    streams=sorted(fd for fd in os.listdir("/proc/self/fd") if int(fd) < 3),
    kinds=sorted(os.readlink(f"/proc/self/fd/{fd}").partition(":")[0] for fd in os.listdir("/proc/self/fd")
                 if int(fd) > 2 and os.path.lexists(f"/proc/self/fd/{fd}")),
    answer=sys.stdin is None or os.read(0, 1).decode(),
    threads=sorted(each.name.rpartition("-")[0] for each in threading.enumerate()),
    leads=[os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()],
    parent=int(os.environ["JPY_PARENT_PID"]) == os.getppid(),
    signals=[str(signal.getsignal(each)) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD)],
    mask=sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    umask=[os.umask(18), os.umask(18)],
    gc=[gc.isenabled(), gc.get_threshold()],
    warnings=sorted(str(each) for each in warnings.filters),
    zone=[time.tzname, time.timezone],
    locale=locale.setlocale(locale.LC_ALL),
    decimals=str(decimal.getcontext()),
    process=[multiprocessing.current_process().name, str(multiprocessing.parent_process())],
    options=options,
    shell=type(get_ipython()).__name__,
    recursion=sys.getrecursionlimit(),
)
"""


def test_a_forked_kernel_is_as_one_that_was_started(project, own_forker, never_fork):
    """With all that can be loaded beforehand, for a notebook that imports the library."""
    forked = run_cell(project, STATE)
    assert own_forker.process is not None
    never_fork()
    started = run_cell(project, STATE)
    for name, value in started.items():
        assert forked[name] == value, name
    assert forked["parent"] and all(forked["leads"])


CHANCE = """\
import random, uuid
import numpy

leave(found=[random.random(), numpy.random.rand(), numpy.random.default_rng().random(), str(uuid.uuid4())])
"""


def test_chance_is_another_in_each_kernel(project, own_forker):
    one, other = (run_cell(project, CHANCE)["found"] for _ in range(2))
    assert all(first != second for first, second in zip(one, other, strict=True))


AT_ONCE = """\
from concurrent.futures import ThreadPoolExecutor
import numpy, pandas, pyarrow, vl_convert
from pyarrow import parquet

path = Path(os.environ["TRACEBRIEF_ROOT"], "many.parquet")
pandas.DataFrame({f"c{number}": range(1000) for number in range(64)}).to_parquet(path)
pyarrow.set_cpu_count(4)
columns = parquet.read_table(path, use_threads=True).num_columns
square = numpy.ones((300, 300)) @ numpy.ones((300, 300))
with ThreadPoolExecutor(4) as pool:
    drawn = set(pool.map(lambda _: vl_convert.vega_to_svg({"width": 1, "height": 1, "marks": []})[:4], range(4)))
leave(columns=columns, square=square[0, 0], drawn=sorted(drawn))
"""


def test_threads_of_libraries_work_in_a_forked_kernel(project, own_forker):
    assert run_cell(project, AT_ONCE) == {"columns": 64, "square": 300.0, "drawn": ["<svg"]}


PARENT = "leave(parent=os.getppid())\n"
ENDS = {
    "SIGKILL": ("os.kill(os.getpid(), 9)", "was ended by SIGKILL, most likely for want of memory; free memory"),
    "SIGSEGV": ("import ctypes; ctypes.string_at(0)", "was ended by SIGSEGV; run its cells one by one"),
    "an exit": ("os._exit(3)", "ended with exit code 3; run its cells"),
}


@pytest.mark.parametrize("start", ["forked", "started"])
@pytest.mark.parametrize("end", ENDS)
def test_a_kernel_that_dies_is_told_with_how(project, never_fork, end, start):
    code, told = ENDS[end]
    if start == "started":
        never_fork()
    with pytest.raises(NotebookError, match=f"notebooks/10_one: its kernel {told}"):
        run_cell(project, code)


def write_extension(project: Project, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have each kernel load a module of this code before it is forked."""
    (project.root / "loaded_first.py").write_text(code + "\ndef load_ipython_extension(_): pass\n")
    monkeypatch.setenv("PYTHONPATH", str(project.root))
    monkeypatch.setattr(kernels, "ARGUMENTS", [*kernels.ARGUMENTS, "--IPKernelApp.extensions=loaded_first"])


def test_a_kernel_is_started_where_the_forker_was_killed(project, own_forker):
    forker = run_cell(project, PARENT)["parent"]
    assert forker == own_forker.process.pid
    own_forker.process.kill()
    own_forker.process.wait()
    assert run_cell(project, PARENT)["parent"] == os.getpid()


# What keeps kernels from being forked: code that the forker loads.
HINDRANCES = {
    "a second thread": "import threading, time\nthreading.Thread(target=time.sleep, args=[3600], daemon=True).start()",
    "no more processes": "import os\ndef refuse(): raise BlockingIOError\nos.fork = refuse",
    "an error": "import os, sys\nif 'FORKER' not in os.environ and sys.argv == ['-c']: os._exit(1)",
}


@pytest.mark.parametrize("hindrance", HINDRANCES)
def test_a_kernel_is_started_where_none_can_be_forked(project, own_forker, monkeypatch, hindrance):
    write_extension(project, monkeypatch, HINDRANCES[hindrance])
    assert run_cell(project, PARENT)["parent"] == os.getpid()
    assert own_forker.process is not None


def test_a_kernel_of_another_python_is_started(project, own_forker, monkeypatch):
    monkeypatch.setattr("tracebrief.run.forked_kernels.LAUNCH", ["another-python", "-m", "ipykernel_launcher"])
    assert run_cell(project, PARENT)["parent"] == os.getpid()
    assert own_forker.process is None


# A build whose notebook tells its process and then waits, one way or the other, and never ends.
BUILD = """\
import sys
from pathlib import Path
from tracebrief.project.paths import Project
from tracebrief.run.kernels import open_kernels
from tracebrief.run.notebooks import finish_notebook, start_notebook
from tracebrief.run.paired_notebooks import find_pairs

project = Project(Path(sys.argv[1]))
pair = next(pair for pair in find_pairs(project) if pair.name == "10_one")
with open_kernels(project) as kernels:
    for worker in kernels.workers:  # all but one wait for a notebook that never comes
        worker.start()
    finish_notebook(pair, kernels.wait({start_notebook(kernels, pair, {})}))
"""
HOLDS = "import ctypes\nctypes.PyDLL(None).sleep(3600)"  # no other thread of Python runs meanwhile
DEAF = "import signal\nfor each in (2, 15, 1): signal.signal(each, signal.SIG_IGN)\nwhile True: line.fileno()"
TELLS = "import socket\nline = socket.create_connection({address})\n"


@pytest.fixture
def begin(project: Project) -> Iterator[Callable[[str], tuple[subprocess.Popen[bytes], list[psutil.Process]]]]:
    """Return a function that runs a build until its notebook waits; whatever is left of it is ended after the test."""
    begun: list[psutil.Process] = []

    def begin(waits: str) -> tuple[subprocess.Popen[bytes], list[psutil.Process]]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(LONGEST)
            address = server.getsockname()
            (project.notebooks / "10_one.py").write_text(RUN + TELLS.format(address=address) + waits, "utf-8")
            build = subprocess.Popen(
                [sys.executable, "-c", BUILD, str(project.root)], cwd=Path.cwd(), stderr=subprocess.PIPE
            )
            server.accept()
        family = psutil.Process(build.pid).children(recursive=True)
        begun.extend(family)
        return build, family

    yield begin
    for process in begun:
        if process.is_running():
            process.kill()


@pytest.mark.parametrize(
    ("end", "waits"),
    [(signal.SIGKILL, "line.recv(1)"), (signal.SIGKILL, HOLDS), (signal.SIGINT, HOLDS), (signal.SIGINT, DEAF)],
)
def test_no_process_outlives_a_build(begin, end, waits):
    build, family = begin(waits)
    assert len(family) >= 3  # the forker and two kernels
    build.send_signal(end)
    build.communicate(timeout=LONGEST)
    assert psutil.wait_procs(family, timeout=LONGEST)[1] == []


def test_no_kernel_outlives_the_forker(begin):
    build, family = begin(HOLDS)
    forker = next(process for process in family if process.ppid() == build.pid)
    forker.kill()
    said = build.communicate(timeout=LONGEST)[1].decode()
    assert psutil.wait_procs(family, timeout=LONGEST)[1] == []
    assert "notebooks/10_one: its kernel was ended by SIGKILL" in said
