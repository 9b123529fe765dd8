import pytest

from tracebrief.project.authored import LONG, Entry, read_authored
from tracebrief.project.errors import SourceError
from tracebrief.project.store import Store


class Boat(Entry):
    name: str
    built: str | None


LONG_FILE = "# boats\n" * (LONG // 8 + 1)
BOAT = "- {name: Ada, built: 2020-03-03}\n"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(LONG_FILE + BOAT, 1, id="a long file is kept"),
        pytest.param(BOAT, 0, id="a short one is not"),
        pytest.param(LONG_FILE + "- {name: [}\n", 0, id="nor one that is no YAML"),
    ],
)
def test_long_files_are_kept_as_parsed(tmp_path, text, kept):
    path, store = tmp_path / "boats.yml", Store(tmp_path / "cache")
    path.write_text(text, "utf-8")
    for _ in range(2):
        if "[}" in text:
            with pytest.raises(SourceError, match="not YAML"):
                read_authored(path, list[Boat], error=SourceError, store=store)
        else:
            assert read_authored(path, list[Boat], error=SourceError, store=store) == [
                Boat(name="Ada", built="2020-03-03")
            ]
    assert len(list((tmp_path / "cache").glob("authored/*/*"))) == kept


def test_a_kept_file_still_names_the_line_of_a_mistake(tmp_path):
    path, store = tmp_path / "boats.yml", Store(tmp_path / "cache")
    path.write_text(LONG_FILE + BOAT + "- {name: Bram, built: null, colour: red}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(SourceError, match=rf"boats\.yml:{LONG // 8 + 3}: entry 2: colour"):
            read_authored(path, list[Boat], error=SourceError, store=store)


def test_a_changed_file_is_parsed_anew(tmp_path):
    path, store = tmp_path / "boats.yml", Store(tmp_path / "cache")
    for name in ("Ada", "Bram"):
        path.write_text(LONG_FILE + BOAT.replace("Ada", name), "utf-8")
        assert read_authored(path, list[Boat], error=SourceError, store=store)[0].name == name
