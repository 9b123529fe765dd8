"""The forker: the process that loads what kernels need and turns copies of itself into kernels (`forked_kernels`).

It forks while it has one thread, so that no lock or pool of another is left behind in a kernel; what it loaded it never
used. A kernel loads this module: it imports nothing of the library.
"""

import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

# What a kernel loads until it is ready, and reads Parquet with: not loaded with `ipykernel` itself.
MODULES = [
    *("ipykernel.debugger", "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.zmqshell"),
    *("IPython.core.completerlib", "IPython.extensions.storemagic", "pyarrow.parquet"),
]
EXTENSION = "--IPKernelApp.extensions="
THREADS = Path("/proc/self/task")
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def answer_requests() -> None:
    """Be the forker: answer each request that comes in with a number or null, until the build is gone."""
    # What pandas asks as it is loaded: whether this is a notebook, and how its output is encoded.
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    sys.stdout.reconfigure(encoding="UTF-8")  # type: ignore[union-attr]
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # a kernel's module takes it as it is loaded
    began = dict(os.environ)
    gc.disable()  # what is loaded stays: no kernel looks through it again
    for module in MODULES:
        importlib.import_module(module)
    answers: dict[str, Callable[..., int | None]] = {"fork": partial(_fork, began), "poll": _poll, "signal": _signal}
    with contextlib.suppress(ConnectionError):  # a build that is killed may leave an answer unread
        for line in sys.stdin:
            verb, *request = json.loads(line)
            answer = answers[verb](*request)
            os.write(0, f"{json.dumps(answer)}\n".encode())
            if verb == "fork":
                _load_later(request[0])


def _fork(began: dict[str, str], argv: list[str], cwd: str, env: dict[str, str]) -> int | None:
    """Fork a kernel; return its process, None where there is no room for it or a second thread here.

    Args:
        began: the environment before anything was loaded: what is new since then, a kernel would have set as well.
    """
    _load_extensions(argv)
    gc.freeze()
    forker = os.getpid()
    env |= dict(os.environ.items() - began.items()) | {"JPY_PARENT_PID": str(forker)}
    try:
        pid = os.fork() if len(list(THREADS.iterdir())) == 1 else None
    except OSError:
        return None
    if pid == 0:
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == forker:
            _become_kernel(argv, cwd, env)
        sys.exit()
    return pid


def _load_extensions(argv: list[str]) -> list[ModuleType]:
    return [importlib.import_module(each.removeprefix(EXTENSION)) for each in argv if each.startswith(EXTENSION)]


def _load_later(argv: list[str]) -> None:
    """Load what the next kernels may need, while the first one is at work."""
    for extension in _load_extensions(argv):
        for module in getattr(extension, "LATER", ()):
            importlib.import_module(module)


def _become_kernel(argv: list[str], cwd: str, env: dict[str, str]) -> None:
    """Turn this process into a kernel, in a session of its own as every kernel is."""
    from ipykernel import kernelapp

    os.setsid()
    nothing, end = os.pipe()
    os.dup2(nothing, 0)
    os.close(nothing)
    os.close(end)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv[:] = [str(find_spec(argv[0]).origin), *argv[1:]]  # type: ignore[union-attr]  # jupyter has found it too
    del builtins.get_ipython  # type: ignore[attr-defined]
    if random := sys.modules.get("numpy.random"):
        random.seed()  # Python's own chance is another in every process anyway
    gc.enable()
    kernelapp.launch_new_instance()


def _poll(pid: int) -> int | None:
    return _wait(pid, os.WNOHANG)


def _signal(number: int, pid: int) -> int | None:
    """Send a signal to a kernel and what it started; wait for the end of one that is killed."""
    if os.getpgid(pid) == pid:
        os.killpg(pid, number)
    else:  # it has just been forked
        os.kill(pid, number)
    return _wait(pid, 0 if number == signal.SIGKILL else os.WNOHANG)


def _wait(pid: int, options: int) -> int | None:
    ended, status = os.waitpid(pid, options)
    return os.waitstatus_to_exitcode(status) if ended else None
