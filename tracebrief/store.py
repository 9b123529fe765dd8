"""What was once computed, kept under the name of what it was computed from.

Nothing kept is trusted: every entry carries the hash of its content, and one that is cut short or altered is removed
and reported as missing. Entries are written beside their place and renamed into it, so none is ever half there.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Characters of a key that spread entries over folders.
SPREAD = 2


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def digest_file(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, None where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def key_of(*parts: object) -> str:
    """Return one key for any values that JSON can write."""
    return digest(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode())


class Store:
    """Entries of any kind under keys, and files under their own hash, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, kind: str, key: str, content: bytes) -> None:
        """Keep bytes under a key."""
        self._write(self._entry(kind, key), digest(content).encode() + b"\n" + content)

    def load(self, kind: str, key: str) -> bytes | None:
        """Return what is kept under a key, None where nothing sound is."""
        path = self._entry(kind, key)
        try:
            known, _, content = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if known.decode("ascii", "replace") == digest(content):
            return content
        path.unlink(missing_ok=True)
        return None

    def save_json(self, kind: str, key: str, value: Any) -> None:
        """Keep a value that JSON can write."""
        self.save(kind, key, json.dumps(value, ensure_ascii=False, sort_keys=True).encode())

    def load_json(self, kind: str, key: str) -> Any:
        """Return a value, None where nothing sound is kept."""
        content = self.load(kind, key)
        return None if content is None else json.loads(content)

    def keys(self, kind: str) -> Iterator[str]:
        """Yield the keys of one kind, sorted."""
        yield from sorted(path.name for path in (self.folder / kind).glob("*/*") if not path.name.startswith("."))

    def save_file(self, path: Path) -> str:
        """Keep a file's bytes; return their hash."""
        content = path.read_bytes()
        name = digest(content)
        if digest_file(self._file(name)) != name:
            self._write(self._file(name), content)
        return name

    def holds_file(self, name: str) -> bool:
        """Say whether the file of this hash is kept, whole; a damaged one is removed."""
        path = self._file(name)
        found = digest_file(path)
        if found is not None and found != name:
            path.unlink(missing_ok=True)
        return found == name

    def read_file(self, name: str) -> bytes:
        """Return the file of this hash, which the store holds."""
        return self._file(name).read_bytes()

    def restore_file(self, name: str, path: Path) -> None:
        """Write the file of this hash, which the store holds, to `path`; a file that is already it stays."""
        if digest_file(path) == name:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path, self.read_file(name))

    def forget(self, kept: dict[str, set[str]], files: Iterable[str]) -> int:
        """Remove, of each kind in `kept`, the entries not named there, and files not in `files`; return how many."""
        named = {self._entry(kind, key) for kind, keys in kept.items() for key in keys}
        named |= {self._file(name) for name in files}
        found = [path for kind in (*kept, "files") for path in (self.folder / kind).glob("*/*") if path not in named]
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _entry(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:SPREAD] / key

    def _file(self, name: str) -> Path:
        return self._entry("files", name)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
