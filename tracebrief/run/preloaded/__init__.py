"""What the notebooks of a project import, loaded into a kernel while the notebook before it still runs.

Loaded as IPython extensions, so that no name reaches the notebook: one that forgets an import still fails. Nothing else
of what a notebook imports is loaded beforehand: a file of the project's own must be seen as the notebook reads it.
"""

import re
from pathlib import Path

# The extension that loads what a notebook needs which imports this.
EXTENSIONS = {"pandas": "tables", "altair": "charts", "tracebrief": "library"}
# A line that imports, in a script or in the JSON of a document.
IMPORTING = re.compile(r'^[ "]*(?:from|import) .*', re.MULTILINE)


def find_extensions(notebooks: Path) -> list[str]:
    """Return the extensions that load what the notebooks in a folder import; with the library, all that it needs."""
    texts = (path.read_text("utf-8", "replace") for kind in ("*.py", "*.ipynb") for path in notebooks.glob(kind))
    words = {word for text in texts for line in IMPORTING.findall(text) for word in re.findall(r"\w+", line)}
    named = [name for imported, name in EXTENSIONS.items() if not words.isdisjoint((imported, "tracebrief"))]
    return [f"{__name__}.{name}" for name in named]
