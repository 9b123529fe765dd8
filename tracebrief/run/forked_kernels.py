"""Kernels that are forked from one process which has loaded, once, what each would load: most of a start is that.

The process, the forker (`kernel_forking`), answers one request at a time, and alone waits for its kernels and signals
them, so that a number is never that of another process. It ends when the build's end of their line is closed, however
the build ended, and Linux ends its kernels with it.
"""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading

# The folder of the process is no place to load from, as it is none for a kernel until that has started.
START = """\
import sys
sys.path[:] = filter(None, sys.path)
from tracebrief.run.kernel_forking import answer_requests
answer_requests()
"""
LAUNCH = [sys.executable, "-m", "ipykernel_launcher"]
# The allocator that pyarrow brings would start a thread as it is loaded.
ONE_THREAD = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}


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
