"""The two environments of a check share nothing that a build could see."""

import sys
from pathlib import Path

from tracebrief.repro.build_environments import make_environments


def test_the_two_environments_share_nothing_that_a_build_could_see(tmp_path, monkeypatch):
    one, other = make_environments(tmp_path)
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    first, second = one.variables(one.root), other.variables(other.root)
    varied = ("COLUMNS", "HOME", "PYTHONHASHSEED", "PYTHONPATH", "TMPDIR", "TRACEBRIEF_ROOT", "TZ", "USER", "LC_ALL")
    assert all(first[name] != second[name] for name in varied)
    assert not {"GIT_DIR", "SOURCE_DATE_EPOCH"} & {*first, *second}
    assert len(str(one.root)) != len(str(other.root)) and " " in str(other.root) and not str(other.root).isascii()
    assert one.umask != other.umask and Path(one.home).is_dir() and not any(other.home.iterdir())
    assert sys.platform != "linux" or len(one.cores) == 1
