"""One fresh kernel per notebook, the next one starting on the other core while a notebook runs.

Each kernel listens to itself from its first moment (see `recorder`) and leaves a record of what it read and wrote.

Ctrl-C kills every kernel at once; none outlives the build.
"""

import contextlib
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbformat import NotebookNode

from tracebrief.paths import Project
from tracebrief.run.recorder import RECORD

KERNEL = "python3"
EXTENSIONS = "--IPKernelApp.extensions=tracebrief.run."
ARGUMENTS = [
    "--log-level=CRITICAL",
    "--HistoryManager.hist_file=:memory:",
    f"{EXTENSIONS}recorder",
    f"{EXTENSIONS}warm",
]
# The same hashes, so the same order of sets, in every kernel; the same zone, in which a chart reads its days;
# one thread each; no startup files of the user's.
ENVIRONMENT = {
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JUPYTER_PATH": f"{sys.prefix}/share/jupyter",
}


@dataclass(frozen=True)
class Kernel:
    """A kernel that was started, and the file that it notes its reading and writing in."""

    manager: AsyncKernelManager
    record: Path


class Kernels:
    """Runs notebooks one after the other in the kernels of one build."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._thread = ThreadPoolExecutor(1)
        self._started: list[Kernel] = []
        self._next: Kernel | None = None

    def prepare(self) -> None:
        """Start the kernel of the next notebook, if none is starting; return at once."""
        self._thread.submit(self._prepare)

    def execute(
        self, notebook: NotebookNode, parameters: dict[str, Any], *, on_cell: Callable[[], None], last: bool
    ) -> tuple[NotebookNode, Path]:
        """Return the notebook with its outputs, and the record of its kernel.

        Unless it is the `last`, the kernel of the next one starts meanwhile.

        Raises:
            PapermillExecutionError: a cell raised.
            DeadKernelError: the kernel died.
        """
        future = self._thread.submit(self._execute, notebook, parameters, on_cell, last)
        try:
            return future.result()
        except KeyboardInterrupt:
            while not future.done():
                self._kill()
                wait([future], timeout=0.1)
            raise

    def close(self) -> None:
        """Kill what is still running, and remove the records."""
        self._kill()
        self._thread.submit(self._forget).result()
        self._thread.shutdown()
        for kernel in self._started:
            kernel.record.unlink(missing_ok=True)

    def _execute(
        self, notebook: NotebookNode, parameters: dict[str, Any], on_cell: Callable[[], None], last: bool
    ) -> tuple[NotebookNode, Path]:
        self._prepare()
        import papermill  # takes half a second, in which the first kernel is already starting

        logging.getLogger("papermill").setLevel(logging.ERROR)
        kernel, self._next = self._next, None
        if not last:
            self._prepare()

        class Started(AsyncKernelManager):
            """Hands over the kernel that is already starting, to whoever wants to make one."""

            def __new__(cls, *_: object, **__: object) -> AsyncKernelManager:
                return kernel.manager

        done = papermill.execute_notebook(
            notebook,
            None,
            parameters,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=self.project.notebooks,
            kernel_manager_class=Started,
            shutdown_kernel="immediate",
            coalesce_streams=True,  # what a cell prints comes in portions, as its time falls
            on_cell_executed=lambda **_: on_cell(),
        )
        return done, kernel.record

    def _prepare(self) -> None:
        if self._next is not None:
            return
        record = self.project.build / ".ipython" / f"record-{os.getpid()}-{len(self._started)}.jsonl"
        record.unlink(missing_ok=True)
        self._next = Kernel(AsyncKernelManager(kernel_name=KERNEL), record)
        self._started.append(self._next)
        run_sync(self._next.manager.start_kernel)(
            extra_arguments=ARGUMENTS,
            cwd=str(self.project.notebooks),
            env={**os.environ, RECORD: str(record)},
        )

    def _kill(self) -> None:
        for kernel in self._started:
            if (process := getattr(kernel.manager.provisioner, "process", None)) is not None:
                process.kill()

    def _forget(self) -> None:
        """Remove the connection file of a kernel that no notebook took."""
        if self._next is not None:
            run_sync(self._next.manager.shutdown_kernel)(now=True)


@contextlib.contextmanager
def open_kernels(project: Project) -> Iterator[Kernels]:
    """Yield the kernels of a build, in an environment of their own, and end them all on leaving."""
    changed = {**ENVIRONMENT, "IPYTHONDIR": str(project.build / ".ipython"), "TRACEBRIEF_ROOT": str(project.root)}
    (project.build / ".ipython").mkdir(parents=True, exist_ok=True)
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    kernels = Kernels(project)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield kernels
    finally:
        kernels.close()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
