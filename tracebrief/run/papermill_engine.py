"""The engine under which papermill runs a notebook in a kernel that is already starting, and ends that kernel."""

from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.log import logger

ENGINE = "started-kernel"


class StartedKernelEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook in the kernel of the `manager` that it is given."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, manager: Any, start_timeout: int, on_cell_executed: Any, **_: object
    ) -> None:
        """Run the cells, calling `on_cell_executed` after each."""
        client = PapermillNotebookClient(
            nb_man,
            km=manager,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            shutdown_kernel="immediate",
            coalesce_streams=True,  # what a cell prints comes in portions, as its time falls
            on_cell_executed=on_cell_executed,
            log=logger,
        )
        client.execute(cleanup_kc=True)  # ends the kernel, also where a cell raised


papermill_engines.register(ENGINE, StartedKernelEngine)
