"""One fresh kernel per notebook, on as many workers as there are cores; an idle worker starts its next one meanwhile.

Where it can be, a kernel is forked from a process that has loaded what the notebooks import (`forked_kernels`).

Each kernel listens to itself from its first moment (see `recorder`) and leaves a record of what it read and wrote.
Ctrl-C kills every kernel at once; none outlives the build.
"""

import contextlib
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zmq.asyncio
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import run_sync
from nbformat import NotebookNode

from tracebrief.project.cores import count_cores
from tracebrief.project.environment import environment
from tracebrief.project.paths import Project
from tracebrief.run.forked_kernels import Forker
from tracebrief.run.preloaded import find_extensions
from tracebrief.run.recorder import RECORD

KERNEL = "python3"
ARGUMENTS = ["--log-level=CRITICAL", "--HistoryManager.hist_file=:memory:"]
RECORDER = "tracebrief.run.recorder"
# With two, the next kernel starts while a notebook runs, also on one core; more than four would only take memory.
FEWEST, MOST = 2, 4
# Bytes of the path of a temporary folder; that of a socket in it may have about a hundred.
LONGEST_SOCKETS = 60
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
Executed = tuple[NotebookNode, Path]


class Manager(AsyncKernelManager):
    """Starts a kernel whose client has the context of the whole process.

    A context of its own is ended when the client is thrown away, in whatever thread that falls into, and may then wait
    forever for a socket of another.
    """

    def client(self, **options: Any) -> Any:
        """Return a client of the kernel."""
        return super().client(context=zmq.asyncio.Context.instance(), **options)


class Provisioner(LocalProvisioner):
    """Has a kernel forked, or starts it as any other where it cannot be."""

    def __init__(self, forker: Forker, **options: Any) -> None:
        super().__init__(**options)
        self.forker = forker

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the process of a kernel; return how to speak to it."""
        try:
            kernel = self.forker.fork(cmd, cwd=kwargs["cwd"], env=kwargs["env"])
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid = kernel, kernel.pid  # type: ignore[assignment]  # has what is asked of a process
        return self.connection_info


@dataclass(frozen=True)
class Kernel:
    """A kernel that was started, and the file that it notes its reading and writing in."""

    manager: AsyncKernelManager
    record: Path

    @property
    def end(self) -> int | None:
        """How its process ended, as `subprocess.Popen` tells it; None where it has not, or was asked to."""
        return getattr(getattr(self.manager.provisioner, "process", None), "returncode", None)


class Worker:
    """One thread that runs notebooks, each in a kernel of its own, which it may start beforehand."""

    def __init__(self, project: Project, name: str, sockets: Path | None, forker: Forker) -> None:
        self.project, self.name, self.sockets, self.forker = project, name, sockets, forker
        # The recorder last: what is loaded beforehand, no notebook reads.
        extensions = [*find_extensions(project.notebooks), RECORDER]
        self.extensions = [f"--IPKernelApp.extensions={each}" for each in extensions]
        self.busy = False
        self.started: list[Kernel] = []
        self.next: Kernel | None = None
        self.thread = ThreadPoolExecutor(1)

    def start(self) -> Kernel:
        """Return a kernel that waits for its notebook, started now if there is none."""
        if self.next is not None:
            return self.next
        name = f"{self.name}-{len(self.started)}"
        record = self.project.kernels / f"{name}.jsonl"
        where = {"transport": "ipc", "ip": str(self.sockets / name)} if self.sockets else {}
        manager = Manager(kernel_name=KERNEL, **where)
        manager.provisioner = Provisioner(self.forker, kernel_spec=manager.kernel_spec, parent=manager)
        self.next = Kernel(manager, record)
        self.started.append(self.next)
        run_sync(manager.start_kernel)(
            extra_arguments=[*ARGUMENTS, *self.extensions],
            cwd=str(self.project.notebooks),  # papermill would change that of the whole build
            env={**os.environ, RECORD: str(record)},
        )
        return self.next

    def execute(self, notebook: NotebookNode, parameters: dict[str, Any], on_cell: Callable[[], None]) -> Executed:
        """Return the notebook with its outputs, and the record of its kernel.

        Raises:
            PapermillExecutionError: a cell raised.
            DeadKernelError: the kernel died; with how.
        """
        kernel = self.start()
        import papermill  # takes half a second, in which the first kernel is already starting
        from nbclient.exceptions import DeadKernelError

        from tracebrief.run.papermill_engine import ENGINE

        logging.getLogger("papermill").setLevel(logging.ERROR)
        self.next = None
        try:
            done = papermill.execute_notebook(
                notebook,
                None,
                parameters,
                engine_name=ENGINE,
                kernel_name=KERNEL,
                progress_bar=False,
                manager=kernel.manager,
                on_cell_executed=lambda **_: on_cell(),
            )
        except DeadKernelError as problem:
            raise DeadKernelError(kernel.end) from problem
        return done, kernel.record

    def kill(self) -> None:
        """Kill every kernel."""
        for kernel in self.started:
            if (process := getattr(kernel.manager.provisioner, "process", None)) is not None:
                process.kill()

    def close(self) -> None:
        """Kill what is still running, and remove the connection file of a kernel that nobody took."""
        self.kill()
        if self.next is not None:
            self.thread.submit(run_sync(self.next.manager.shutdown_kernel), now=True).result()
        self.thread.shutdown()


class Kernels:
    """The workers of one build."""

    def __init__(self, project: Project, sockets: Path | None, forker: Forker) -> None:
        count = min(max(count_cores(), FEWEST), MOST)
        self.workers = [Worker(project, str(number), sockets, forker) for number in range(count)]

    @property
    def idle(self) -> list[Worker]:
        """The workers that run nothing, those that have a kernel ready first."""
        return sorted((worker for worker in self.workers if not worker.busy), key=lambda worker: worker.next is None)

    def prepare(self) -> None:
        """Have one idle worker start the kernel of its next notebook, if none has; return at once."""
        if self.idle and self.idle[0].next is None:
            self.idle[0].thread.submit(self.idle[0].start)

    def submit(
        self, notebook: NotebookNode, parameters: dict[str, Any], *, on_cell: Callable[[], None]
    ) -> Future[Executed]:
        """Run a notebook on an idle worker, of which there must be one; see `Worker.execute` for its result."""
        worker = self.idle[0]
        worker.busy = True
        future = worker.thread.submit(worker.execute, notebook, parameters, on_cell)
        future.add_done_callback(lambda _: setattr(worker, "busy", False))
        return future

    def wait(self, futures: set[Future[Executed]]) -> Future[Executed]:
        """Return one that is done, as soon as one is."""
        try:
            return next(iter(wait(futures, return_when=FIRST_COMPLETED).done))
        except KeyboardInterrupt:
            while not all(future.done() for future in futures):
                for worker in self.workers:
                    worker.kill()
                wait(futures, timeout=0.1)
            raise

    def close(self) -> None:
        """End everything."""
        for worker in self.workers:
            worker.close()


@contextlib.contextmanager
def open_kernels(project: Project) -> Iterator[Kernels]:
    """Yield the kernels of a build, in an environment of their own, and end them all on leaving."""
    shutil.rmtree(project.kernels, ignore_errors=True)  # records of kernels that were killed
    project.kernels.mkdir(parents=True)
    sockets = _make_sockets()
    folders = {"IPYTHONDIR": str(project.kernels), "TRACEBRIEF_ROOT": str(project.root)}
    with environment(**ENVIRONMENT, **folders), warnings.catch_warnings(action="ignore"):
        forker = Forker()
        kernels = Kernels(project, sockets, forker)
        try:
            yield kernels
        finally:
            kernels.close()
            forker.close()
            for folder in filter(None, (sockets, project.kernels)):
                shutil.rmtree(folder, ignore_errors=True)


def _make_sockets() -> Path | None:
    """Return a new folder for the sockets of kernels, None where every temporary folder's path is too long for one.

    Files, not ports: a free port may be another's by the time that a kernel takes it.
    """
    for folder in (tempfile.gettempdir(), "/tmp"):
        if len(os.fsencode(folder)) <= LONGEST_SOCKETS and os.access(folder, os.W_OK):
            return Path(tempfile.mkdtemp(prefix="brief-", dir=folder))
    return None
