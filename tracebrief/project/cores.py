"""How many processors this process may use, which may be fewer than the machine has."""

import os


def count_cores() -> int:
    """Return the number of processors open to this process, 1 where the system does not tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
