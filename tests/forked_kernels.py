"""Kernels that are forked from one process which has loaded what each would load: most of a short run is its start."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_client.provisioning import local_provisioner

from tracebrief.run import kernels

# Reads lines of JSON, forks a kernel for each, and answers with its process.
FORKING = """\
import contextlib, json, os, sys
import pyarrow.parquet
import IPython.core.completerlib, IPython.extensions.storemagic
from ipykernel import debugger, ipkernel, kernelapp, zmqshell
import tracebrief.run.recorder

def reap():
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass

for line in sys.stdin:
    reap()
    kernel = json.loads(line)
    if (process := os.fork()) == 0:
        break
    os.setpgid(process, process)  # before anybody can signal its group
    print(process, flush=True)
else:
    reap()
    sys.exit()
nothing = os.open(os.devnull, os.O_RDWR)
os.dup2(nothing, 0)
os.dup2(nothing, 1)
os.chdir(kernel["cwd"])
os.environ.clear()
os.environ.update(kernel["env"])
kernelapp.launch_new_instance(argv=kernel["argv"])
"""


class ForkedKernel:
    """A kernel as `subprocess.Popen` would give it."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid, self.end = pid, os.pidfd_open(pid)

    def __del__(self) -> None:
        os.close(self.end)

    def poll(self) -> int | None:
        return 0 if select.select([self.end], [], [], 0)[0] else None

    def wait(self) -> int:
        select.select([self.end], [], [])
        return 0

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.end, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class Forker:
    """The process that forks, started with the first kernel."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.lock = threading.Lock()

    def fork(self, command: list[str], *, cwd: str, env: dict[str, str], **_: Any) -> ForkedKernel:
        """Start a kernel; see `jupyter_client.launcher.launch_kernel`."""
        assert command[1:3] == ["-m", "ipykernel_launcher"], command
        with self.lock:
            if self.process is None:
                self.process = subprocess.Popen(
                    [sys.executable, "-P", "-c", FORKING],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env=env,
                )
            kernel = {"argv": command[3:], "cwd": cwd, "env": env | {"JPY_PARENT_PID": str(os.getpid())}}
            print(json.dumps(kernel), file=self.process.stdin, flush=True)
            return ForkedKernel(int(self.process.stdout.readline()))

    def close(self) -> None:
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture(scope="session", autouse=True)
def short_kernels() -> Iterator[None]:
    """Fork kernels where possible, without what nearly every notebook needs: the invented ones do not."""
    forker = Forker()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "ARGUMENTS", [each for each in kernels.ARGUMENTS if "preloaded_libraries" not in each])
        if hasattr(os, "pidfd_open"):
            patch.setattr(local_provisioner, "launch_kernel", forker.fork)
        yield
    forker.close()
