"""Kernels that are forked from one process which has loaded, once, what each would load: most of a start is that.

The process, the forker, forks while it has one thread, so that no lock or pool of another is left behind in a kernel;
what it loaded it never used. It answers one request at a time, and alone waits for its kernels and signals them, so
that a number is never that of another process. It ends when the build's end of their line is closed, however the build
ended, and Linux ends its kernels with it.
"""

import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

# The folder of the process is no place to load from, as it is none for a kernel until that has started.
START = """\
import sys
sys.path[:] = filter(None, sys.path)
from tracebrief.run.forked_kernels import answer_requests
answer_requests()
"""
LAUNCH = [sys.executable, "-m", "ipykernel_launcher"]
# What a kernel loads until it is ready, and reads Parquet with: not loaded with `ipykernel` itself.
MODULES = [
    *("ipykernel.debugger", "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.zmqshell"),
    *("IPython.core.completerlib", "IPython.extensions.storemagic", "pyarrow.parquet"),
]
EXTENSION = "--IPKernelApp.extensions="
# The allocator that pyarrow brings would start a thread as it is loaded.
ONE_THREAD = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
THREADS = Path("/proc/self/task")
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


class ForkedKernel:
    """A kernel as `subprocess.Popen` would give it."""

    stdin = stdout = stderr = None

    def __init__(self, forker: "Forker", pid: int) -> None:
        self.forker, self.pid = forker, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, None where it has not."""
        self._ask("poll")
        return self.returncode

    def wait(self) -> int | None:
        """Return how it ended; asked only of one that has."""
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to it and what it started, if it has not ended."""
        self._ask("signal", number)

    def kill(self) -> None:
        """End it at once, and wait until it has ended."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ask(self, *request: object) -> None:
        with self.forker.lock:  # so that nothing is asked of one that has ended
            if self.returncode is None:
                try:
                    self.returncode = self.forker.ask(*request, self.pid)
                except OSError:  # the forker has ended, and all its kernels with it
                    self.returncode = -signal.SIGKILL


class Forker:
    """The build's end of the line to the process that forks, which is started for the first kernel."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.RLock()

    def fork(self, command: list[str], *, cwd: str, env: dict[str, str]) -> ForkedKernel:
        """Start a kernel.

        Raises:
            OSError: it cannot be forked here.
        """
        if sys.platform != "linux" or command[: len(LAUNCH)] != LAUNCH:
            raise OSError("only kernels of this Python are forked, on Linux")
        with self.lock:
            if self.process is None:
                self._start(cwd, env)
        pid = self.ask("fork", command[len(LAUNCH) - 1 :], cwd, env)
        if pid is None:
            raise OSError("no process can be forked")
        return ForkedKernel(self, pid)

    def ask(self, *request: object) -> int | None:
        """Return what the forker answers.

        Raises:
            OSError: it has ended.
        """
        with self.lock:
            try:
                print(json.dumps(request), file=self.line, flush=True)
                answer = self.line.readline()
            except ValueError:  # the line was closed
                raise BrokenPipeError from None
            except BaseException:  # after Ctrl-C, the next answer would be to this request
                self._hang_up()
                raise
        if not answer:
            raise BrokenPipeError
        number: int | None = json.loads(answer)
        return number

    def _start(self, cwd: str, env: dict[str, str]) -> None:
        here, there = socket.socketpair()
        with here, there:  # the file keeps this end open
            self.line = here.makefile("rw", encoding="utf-8")
            self.process = subprocess.Popen(
                [sys.executable, "-c", START],
                stdin=there.fileno(),
                cwd=cwd,
                env=env | ONE_THREAD,
                start_new_session=True,  # away from the terminal's Ctrl-C
            )

    def close(self) -> None:
        """End the forker, and with it every kernel that still runs."""
        if self.process is not None:
            self._hang_up()
            self.process.wait()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):  # the forker may have ended
            self.line.close()


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
