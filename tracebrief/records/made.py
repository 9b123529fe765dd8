"""What the build made, from `build/made.json`: the steps as they ran, with the hash of all that each read and wrote."""

import json
from typing import Any

from tracebrief.project.errors import BuildError
from tracebrief.project.paths import Project

NAME = "made.json"
NEEDED = ("version", "commit", "date", "epoch", "lock", "parameters", "steps")


def read_made(project: Project) -> dict[str, Any]:
    """Return `build/made.json`.

    Raises:
        BuildError: the notebooks have not been run by a build, or the file is not whole.
    """
    path, todo = project.build / NAME, "run `tracebrief build`"
    if not path.is_file():
        raise BuildError(f"build/{NAME}", "the steps left no record of what they read and wrote", todo)
    try:
        made = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as problem:
        raise BuildError(f"build/{NAME}", f"not JSON: {problem}", todo) from problem
    missing = [name for name in NEEDED if name not in made] if isinstance(made, dict) else list(NEEDED)
    if missing:
        raise BuildError(f"build/{NAME}", f"it lacks {', '.join(missing)}", todo)
    return made
