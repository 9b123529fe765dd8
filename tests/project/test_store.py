"""What is kept is given back whole, or not at all."""

import pytest

from tracebrief.project.store import Store, digest, digest_file, key_of

DAMAGE = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "without its content": lambda path: path.write_bytes(path.read_bytes().partition(b"\n")[0]),
    "altered": lambda path: path.write_bytes(path.read_bytes().replace(b"boat", b"goat")),
    "another's content": lambda path: path.write_bytes(digest(b"boat").encode() + b"\ngoat"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cache")


def test_an_entry_is_what_was_kept(store):
    store.save("pages", key_of("a", 1), b"three boats\n\nand more")
    store.save_json("runs", "k" * 64, {"boats": [3, None]})
    assert store.load("pages", key_of("a", 1)) == b"three boats\n\nand more"
    assert store.load_json("runs", "k" * 64) == {"boats": [3, None]}
    assert store.load("pages", key_of("a", 2)) is None
    assert store.load("runs", key_of("a", 1)) is None


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_entry_is_none_and_makes_room(store, damage):
    store.save("pages", "ab", b"three boats")
    DAMAGE[damage](store.folder / "pages" / "ab" / "ab")
    assert store.load("pages", "ab") is None
    assert not (store.folder / "pages" / "ab" / "ab").exists()
    store.save("pages", "ab", b"three boats")
    assert store.load("pages", "ab") == b"three boats"


def test_a_file_is_kept_under_its_hash_and_put_back(store, tmp_path):
    path = tmp_path / "boats.csv"
    path.write_bytes(b"boats\n3\n")
    name = store.save_file(path)
    assert name == digest_file(path) == digest(b"boats\n3\n") and store.holds_file(name)
    path.write_bytes(b"goats")
    store.restore_file(name, path)
    store.restore_file(name, tmp_path / "new" / "boats.csv")
    assert path.read_bytes() == (tmp_path / "new" / "boats.csv").read_bytes() == b"boats\n3\n"


@pytest.mark.parametrize("content", [b"", b"boats\n4\n", b"boats\n3"])
def test_a_damaged_file_is_not_held(store, tmp_path, content):
    path = tmp_path / "boats.csv"
    path.write_bytes(b"boats\n3\n")
    name = store.save_file(path)
    (store.folder / "files" / name[:2] / name).write_bytes(content)
    assert not store.holds_file(name)
    assert store.save_file(path) == name and store.holds_file(name)


def test_what_is_not_there_has_no_hash(tmp_path, store):
    assert digest_file(tmp_path / "nowhere") is None and digest_file(tmp_path) is None
    assert not store.holds_file("0" * 64)


def test_a_key_depends_on_every_part_and_on_no_order_of_keys():
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert len({key_of("ab"), key_of("a", "b"), key_of(["a", "b"]), key_of("a", "b", None), key_of("ab", 1)}) == 5


def test_nothing_half_written_is_left(store, monkeypatch):
    from pathlib import Path

    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        store.save("pages", "ab", b"three boats")
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_what_a_killed_process_began_is_swept_away(store):
    store.save("pages", "ab", b"three boats")
    begun = store.folder / "pages" / "ab" / ".begun-x1y2"
    begun.write_bytes(b"thr")
    store.sweep()
    assert not begun.exists() and store.load("pages", "ab") == b"three boats"


def test_what_nobody_asks_for_makes_room_once_there_is_too_much(store, tmp_path):
    path = tmp_path / "boats.csv"
    path.write_bytes(b"3")
    for kind, key in (("runs", "aa"), ("runs", "bb"), ("pages", "cc"), ("readings", "dd")):
        store.save(kind, key, b"x" * 100)
    name = store.save_file(path)
    later = Store(store.folder)
    assert later.load("runs", "aa") and later.trim(10_000) == 0
    assert later.trim(400, last=["readings"]) == 3
    assert later.load("runs", "bb") is None and later.load("pages", "cc") is None and not later.holds_file(name)
    last = Store(store.folder)
    assert last.load("runs", "aa") and last.trim(200, last=["readings"]) == 1
    assert last.load("runs", "aa") and last.load("readings", "dd") is None
