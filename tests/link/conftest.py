from pathlib import Path

import pytest

from tracebrief.link import Codebook
from tracebrief.project.authored import read_authored
from tracebrief.project.errors import CodebookError

HARBOUR = Path(__file__).with_name("harbour.yml")


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return read_authored(HARBOUR, Codebook, error=CodebookError)
