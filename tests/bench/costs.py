"""What commands cost: seconds, and the most memory that they and all their children had at once."""

import os
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

# Seconds between two looks at the processes: a look takes some milliseconds of the processor that is being measured.
EVERY = 0.2
# Lines of a command's output that are shown when it fails.
LAST = 15


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and bytes at the peak."""

    seconds: float
    peak: int


@dataclass(frozen=True)
class Command:
    """A command with its working folder and the variables that it has beside those of this process."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


def measure(commands: Iterable[Command]) -> Cost:
    """Run commands one after the other; return what they cost together.

    Raises:
        RuntimeError: one of them failed; the end of its output is in the message.
    """
    begun, peak = time.perf_counter(), 0
    for command in commands:
        peak = max(peak, _run(command))
    return Cost(time.perf_counter() - begun, peak)


def _run(command: Command) -> int:
    """Run one command; return the bytes at its peak."""
    log, peak = command.folder / "bench.log", 0
    with log.open("w", encoding="utf-8") as file:
        environment = {**_inherited(), **command.environment}
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, memory_of(watched))
            time.sleep(EVERY)
    if process.returncode:
        lines = log.read_text("utf-8", "replace").splitlines()[-LAST:]
        raise RuntimeError(f"{' '.join(map(str, command.words))} failed:\n" + "\n".join(lines))
    log.unlink()
    return peak


def memory_of(process: psutil.Process) -> int:
    """Return the bytes of a process and all its children: what they share counts once where the system can tell."""
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for each in family:
        try:
            told = each.memory_full_info()
            total += getattr(told, "pss", told.rss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total


def _inherited() -> dict[str, str]:
    """Return this process's variables, without those that would let a command find another project or build."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("TRACEBRIEF", "PYTEST", "COV"))}
