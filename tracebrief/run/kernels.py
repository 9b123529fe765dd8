"""One fresh kernel per notebook, the next one starting on the other core while a notebook runs.

Ctrl-C kills every kernel at once; none outlives the build.
"""

import contextlib
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import papermill
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbformat import NotebookNode

from tracebrief.paths import Project

KERNEL = "python3"
ARGUMENTS = ["--log-level=CRITICAL", "--HistoryManager.hist_file=:memory:"]
WARM = "--IPKernelApp.extensions=tracebrief.run.warm"
# The same hashes, so the same order of sets, in every kernel; one thread each; no startup files of the user's.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JUPYTER_PATH": f"{sys.prefix}/share/jupyter",
}


class Kernels:
    """Runs notebooks one after the other in the kernels of one build."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._thread = ThreadPoolExecutor(1)
        self._started: list[AsyncKernelManager] = []
        self._next: AsyncKernelManager | None = None

    def execute(
        self, notebook: NotebookNode, parameters: dict[str, Any], *, on_cell: Callable[[], None], last: bool
    ) -> NotebookNode:
        """Return the notebook with its outputs; unless it is the `last`, start the kernel of the next one meanwhile.

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
        """Kill what is still running."""
        self._kill()
        self._thread.submit(self._forget).result()
        self._thread.shutdown()

    def _execute(
        self, notebook: NotebookNode, parameters: dict[str, Any], on_cell: Callable[[], None], last: bool
    ) -> NotebookNode:
        kernel = self._next or self._start()
        self._next = None if last else self._start(WARM)

        class Started(AsyncKernelManager):
            """Hands over the kernel that is already starting, to whoever wants to make one."""

            def __new__(cls, *_: object, **__: object) -> AsyncKernelManager:
                return kernel

        return papermill.execute_notebook(
            notebook,
            None,
            parameters,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=self.project.notebooks,
            kernel_manager_class=Started,
            shutdown_kernel="immediate",
            on_cell_executed=lambda **_: on_cell(),
        )

    def _start(self, *arguments: str) -> AsyncKernelManager:
        kernel = AsyncKernelManager(kernel_name=KERNEL)
        self._started.append(kernel)
        run_sync(kernel.start_kernel)(extra_arguments=[*ARGUMENTS, *arguments], cwd=str(self.project.notebooks))
        return kernel

    def _kill(self) -> None:
        for kernel in self._started:
            if (process := getattr(kernel.provisioner, "process", None)) is not None:
                process.kill()

    def _forget(self) -> None:
        """Remove the connection file of a kernel that no notebook took."""
        if self._next is not None:
            run_sync(self._next.shutdown_kernel)(now=True)


@contextlib.contextmanager
def open_kernels(project: Project) -> Iterator[Kernels]:
    """Yield the kernels of a build, in an environment of their own, and end them all on leaving."""
    changed = {**ENVIRONMENT, "IPYTHONDIR": str(project.build / ".ipython"), "TRACEBRIEF_ROOT": str(project.root)}
    (project.build / ".ipython").mkdir(parents=True, exist_ok=True)
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    kernels = Kernels(project)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield kernels
    finally:
        kernels.close()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
