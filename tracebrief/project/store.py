"""What was once computed, kept under the name of what it was computed from.

Nothing kept is trusted: every entry carries the hash of its content, and one that is cut short or altered is removed
and reported as missing. Entries are written beside their place and renamed into it, so none is ever half there.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# Characters of a key that spread entries over folders.
SPREAD = 2
# How the name of an entry begins until it is whole.
BEGUN = ".begun-"


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


def replace_file(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file beside its place and rename it into it, so that it is never half there; its mode stays.

    Args:
        durable: on the disk before this returns, and there even if the machine stops: for what cannot be made again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=BEGUN, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            file.write(content)
            if durable:
                file.flush()
                os.fsync(handle)
        Path(beside).replace(path)
        if durable:
            _sync_folder(path.parent)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Store:
    """Entries of any kind under keys, and files under their own hash, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[Path] = set()

    def save(self, kind: str, key: str, content: bytes) -> None:
        """Keep bytes under a key."""
        replace_file(self._entry(kind, key), digest(content).encode() + b"\n" + content)

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

    def save_file(self, path: Path) -> str:
        """Keep a file's bytes; return their hash."""
        content = path.read_bytes()
        name = digest(content)
        if digest_file(self._file(name)) != name:
            replace_file(self._file(name), content)
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
        replace_file(path, self.read_file(name))

    def sweep(self) -> None:
        """Remove what a process that was killed had begun to write."""
        for path in self.folder.glob(f"*/*/{BEGUN}*"):
            path.unlink(missing_ok=True)

    def trim(self, limit: int, *, last: Iterable[str] = ()) -> int:
        """Remove entries that this store was not asked for, where all together are larger than `limit` bytes.

        Args:
            last: kinds that go only if the others do not make room enough, since others than this store ask for them.

        Returns:
            How many were removed.
        """
        entries = [path for path in self.folder.glob("*/*/*") if path.is_file()]
        later, removed = {*last}, 0
        for late in (False, True):
            if sum(path.stat().st_size for path in entries) <= limit:
                break
            gone = {path for path in entries if path not in self._used and (path.parts[-3] in later) == late}
            for path in gone:
                path.unlink(missing_ok=True)
            entries, removed = [path for path in entries if path not in gone], removed + len(gone)
        return removed

    def _entry(self, kind: str, key: str) -> Path:
        path = self.folder / kind / key[:SPREAD] / key
        self._used.add(path)
        return path

    def _file(self, name: str) -> Path:
        return self._entry("files", name)
