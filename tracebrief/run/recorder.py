"""Records, inside a kernel, what a notebook reads and writes, as it happens; nothing is declared by hand.

Python reports every file it opens and folder it lists (PEP 578). Parquet files are opened by C++, so the classes that
read them report it; what other native code reads by itself is not seen, what it writes the build finds by looking. The
hash is taken when the file is opened, so a file that is edited while the notebook runs is recorded as it was read.
Each finding is one line of the record at once: a kernel that is killed loses none.
"""

import hashlib
import importlib.util
import json
import os
import stat
import sys
import sysconfig
import threading
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

RECORD = "TRACEBRIEF_RECORD"
LIBRARY = Path(__file__).resolve().parents[1]
# What the lock file and the machine stand for: no input of a notebook.
SYSTEM = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/lib/")
# Writing is asked for by any of these, in the mode of `open` or the flags of `os.open`.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Recorder:
    """Listens to one process and writes what concerns the project to a file of JSON lines."""

    def __init__(self, root: Path, record: Path) -> None:
        self.root = str(root) + "/"
        self.library = str(LIBRARY) + "/"
        installed = tuple({f"{folder}/" for folder in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())})
        own = tuple(self.root + folder for folder in ("build/.", "build/cache/", ".git/"))
        self.ignored_inside = (*(folder for folder in installed if folder.startswith(self.root)), *own)
        self.ignored_outside = (*SYSTEM, *installed)
        self.seen: set[tuple[str, str]] = set()
        self.written: set[str] = set()
        self.state = threading.local()
        self.out = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def listen(self) -> None:
        """Begin; there is no end, the record belongs to the process."""
        self.add("start", seconds=process_time())
        sys.addaudithook(self.note_event)
        os.stat = self._noting_questions(os.stat)
        self._note_parquet()

    def note_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take one audit event."""
        if event == "open":
            path, mode, flags = arguments
            writing = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & WRITING)
            self.note(path, self.write if writing else self.read)
        elif event in ("os.scandir", "os.listdir"):
            if "importlib" not in sys._getframe(1).f_code.co_filename:
                self.note(arguments[0] or ".", self.list)
        elif event == "os.rename":
            self.note(arguments[1], self.write)
        elif event == "sqlite3.connect":
            self.note(arguments[0], self.read)
        elif event == "tracebrief.parsed":
            self.add("parse", seconds=arguments[0])

    def note(self, path: object, take: Callable[[str], None]) -> None:
        """Pass the absolute path on, if it is one and may be an input or output."""
        if not isinstance(path, str | bytes | os.PathLike) or getattr(self.state, "noting", False):
            return
        self.state.noting = True  # what the recorder itself opens is no event
        try:
            full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links stay links
            if "__pycache__" in full and take == self.write:
                return  # Python keeps bytecode with a source: no output of the notebook
            if "__pycache__" in full and full.endswith(".pyc"):
                full = importlib.util.source_from_cache(full)
            if self.is_relevant(full):
                take(full)
        except (OSError, ValueError):
            pass
        finally:
            self.state.noting = False

    def is_relevant(self, path: str) -> bool:
        """Say whether a file may be an input or output: the project's, the library's, or another not installed."""
        if path.startswith(self.library):
            return True
        return not path.startswith(self.ignored_inside if path.startswith(self.root) else self.ignored_outside)

    def read(self, path: str) -> None:
        """Note a file's bytes as read, unless the notebook itself wrote them."""
        if path not in self.written and find_kind(path) != "folder":
            self._add_once("read", path, lambda: _digest(path))

    def write(self, path: str) -> None:
        """Note a file as written."""
        self.written.add(path)
        self._add_once("write", path, lambda: None)

    def list(self, path: str) -> None:
        """Note that the names in a folder were asked for."""
        if path.startswith(self.root):
            self._add_once("list", path, lambda: None)

    def ask(self, path: str) -> None:
        """Note whether a file or folder of the project is there."""
        if path.startswith(self.root) and not path.startswith(self.library) and path not in self.written:
            self._add_once("ask", path, lambda: find_kind(path))

    def add(self, kind: str, **more: object) -> None:
        """Write one line."""
        os.write(self.out, (json.dumps({"kind": kind, **more}) + "\n").encode())

    def _add_once(self, kind: str, path: str, value: Callable[[], object]) -> None:
        if (kind, path) not in self.seen:
            self.seen.add((kind, path))
            self.add(kind, path=self._name(path), value=value())

    def _name(self, path: str) -> str:
        """Return the library's files below `tracebrief/`, the project's below its root, others whole."""
        if path.startswith(self.library):
            return "tracebrief/" + path.removeprefix(self.library)
        return path.removeprefix(self.root)

    def _noting_questions(self, ask: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        def noted(path: Any, **options: Any) -> os.stat_result:
            self.note(path, self.ask)
            return ask(path, **options)

        return noted

    def _note_parquet(self) -> None:
        from pyarrow.parquet import core

        def note_opening(kind: Any) -> None:
            begin = kind.__init__

            def begun(self_: object, path: object, *arguments: Any, **options: Any) -> None:
                self.note(path, self.read)
                begin(self_, path, *arguments, **options)

            kind.__init__ = begun

        for kind in (core.ParquetDataset, core.ParquetFile):
            note_opening(kind)


def find_kind(path: str) -> str | None:
    """Return whether a path is a file or a folder, None where there is nothing."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return None
    return "folder" if stat.S_ISDIR(mode) else "file"


def load_ipython_extension(_shell: object) -> None:
    """Record this kernel from here on, to the file and for the project that the environment names."""
    if record := os.environ.get(RECORD):
        Recorder(Path(os.environ["TRACEBRIEF_ROOT"]), Path(record)).listen()


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib asks more than it opens
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
