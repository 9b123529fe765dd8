"""Kernels of tests load what their notebooks import, and no more."""

import pytest

from tracebrief.run import kernels


@pytest.fixture(scope="session", autouse=True)
def cold_kernels():
    """Start kernels without what nearly every notebook needs: those here do not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            kernels, "ARGUMENTS", [each for each in kernels.ARGUMENTS if not each.endswith(".preloaded_libraries")]
        )
        yield
