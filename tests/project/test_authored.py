"""YAML that people write: read alike by the quick parser and by the one that knows lines, mistakes with theirs."""

import pytest

from tracebrief.project.authored import Entry, _parse, _plain, parse_authored, read_authored
from tracebrief.project.errors import SourceError


class Boat(Entry):
    name: str
    built: str | None


BOAT = "- {name: Ada, built: 2020-03-03}\n"


# Where versions of YAML, and parsers, differ.
SCALARS = """yes on True null ~ 12 -3 0123 0o17 0x1f 1_000 0b1 1.5 1e3 1e-7 .5 .inf 8e12345 12:30 190:20:30 2020-03-03
2026-02-30 2020-03 '12' "no" << = -- a#b"""


@pytest.mark.parametrize("scalar", ["", "a: b", *SCALARS.split()])
def test_what_is_written_is_read_as_by_the_parser_that_knows_lines(scalar):
    text = f"- {scalar}\n- {{boat: {scalar.replace(': ', '-')}}}\n- |\n  {scalar}\n"
    read = parse_authored("boats.yml", text, list[object], error=SourceError)
    expected = _plain(_parse("boats.yml", text, SourceError))
    assert repr(read) == repr(expected)
    assert isinstance(expected[0], type(read[0]))  # the other parser has numbers of its own types


def test_anchors_and_merged_keys_are_followed(tmp_path):
    path = tmp_path / "boats.yml"
    path.write_text("- &ada {name: Ada, built: null}\n- {<<: *ada, built: 2020-03-03}\n- *ada\n", "utf-8")
    ada = Boat(name="Ada", built=None)
    assert read_authored(path, list[Boat], error=SourceError) == [ada, Boat(name="Ada", built="2020-03-03"), ada]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(BOAT + "- {name: [}\n", r"boats\.yml:2: not YAML", id="no YAML"),
        pytest.param(
            BOAT + "- name: Bram\n  name: Cleo\n", r"boats\.yml:3: not YAML: .*duplicate key", id="a key twice"
        ),
        pytest.param(
            BOAT + "- {name: Bram, built: null, colour: red}\n", r"boats\.yml:2: entry 2: colour", id="a field"
        ),
        pytest.param(BOAT + "- {name: Bram, built: 2026-02-30, age: 1}\n", r"boats\.yml:2: entry 2: age", id="no day"),
        pytest.param("[" * 1000, r"boats\.yml: not YAML that can be read: it is nested too deep", id="deep"),
        pytest.param(BOAT + "- {name: Bram, built: 1_000}\n", r"boats\.yml:2: entry 2: built", id="a number"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, text, told):
    path = tmp_path / "boats.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=told):
        read_authored(path, list[Boat], error=SourceError)
