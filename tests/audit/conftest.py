"""A text of the invented project, marked by hand."""

import pytest

from tracebrief.audit import read_gold

GOLD = """\
- {kind: quantity, words: About 120 passengers, value: [120, 120], bound: about, modality: asserted}
- {kind: quote, words: "“We could not dock,”", speaker: captain Ada Brook}
- {kind: name, words: Port Ellery, type: LOC}
- {kind: date, words: Monday, first: 2020-03-02, last: 2020-03-02}
"""


@pytest.fixture
def mark(project):
    """Return a function that writes marks of a text, and returns them as they are read."""

    def mark(text=GOLD, name="ferry2020.yml"):
        (project.gold / name).write_text(text, "utf-8")
        return read_gold(project)

    return mark
