from pathlib import Path

import pytest

from tracebrief.authored import read_authored
from tracebrief.errors import CodebookError
from tracebrief.link.codebook import Codebook

HARBOUR = Path(__file__).parents[1] / "link" / "harbour.yml"


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return read_authored(HARBOUR, Codebook, error=CodebookError)
