"""Kernels of all tests are forked from one process: most of a short run is its start."""

from collections.abc import Iterator

import pytest

from tracebrief.run import kernels
from tracebrief.run.forked_kernels import Forker


class SharedForker(Forker):
    """Outlives the builds that have their kernels forked by it."""

    def close(self) -> None:
        """Leave it for the next build."""


@pytest.fixture(scope="session", autouse=True)
def one_forker() -> Iterator[None]:
    """Fork the kernels of every build by one process."""
    forker = SharedForker()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "Forker", lambda: forker)
        yield
    Forker.close(forker)
