"""What a withdrawal does to a brief, in the terminal: a line of counts for each kind of part, and what is touched."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tracebrief.impact import Impact, Verdict
from tracebrief.impact.verdicts import OUTCOMES, PARTS
from tracebrief.model.wording import counted, shorten

# Characters of a part's words in a line.
WORDS = 100
STYLES = {"falls": "bold red", "weakens": "yellow", "stands": "green"}


def show_impact(impact: Impact, *, whole: bool = False) -> RenderableType:
    """Return an impact for the terminal.

    Args:
        whole: list what stands, too.
    """
    listed = [each for outcome in OUTCOMES if whole or outcome != "stands" for each in impact.of(outcome)]
    parts: list[RenderableType] = [Text("\n".join(_lead(impact))), _counts(impact)]
    if listed:
        parts.append(_list_verdicts(listed))
    return Group(*parts)


def _lead(impact: Impact) -> Iterator[str]:
    withdrawal = impact.withdrawal
    weaker = f", and {counted(len(impact.weakened), 'other claim')} borne out by less" if impact.weakened else ""
    yield f"Without the {withdrawal.kind} {withdrawal.name}: {counted(len(withdrawal.claims), 'claim')} gone{weaker}."
    if impact.copied_by:
        texts = ", ".join(f"{text} ({counted(number, 'passage')})" for text, number in impact.copied_by.items())
        yield f"Words of it stand in other texts too, which are left as they are: {texts}."


def _counts(impact: Impact) -> Table:
    """Return how many parts of each kind fall, weaken and stand."""
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("")
    for outcome in OUTCOMES:
        table.add_column(outcome, justify="right", style=STYLES[outcome])
    for part in PARTS:
        numbers = [impact.count(part, outcome) for outcome in OUTCOMES]
        if any(numbers):
            table.add_row(f"{part}s", *map(str, numbers))
    return table


def _list_verdicts(verdicts: list[Verdict]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), show_header=False)
    for each in verdicts:
        outcome = Text(each.outcome, style=STYLES[each.outcome])
        words = Text(shorten(each.resting.words, WORDS))
        words.append(f"\n{each.resting.where}: {'; '.join(each.reasons) or 'nothing changes'}", style="dim")
        table.add_row(outcome, each.resting.part, words)
    return table
