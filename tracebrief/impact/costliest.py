"""The withdrawals that would cost a brief most, for its section on method.

What falls is known without weighing again, what weakens is not: only withdrawals that may still be among the costliest
are weighed.
"""

from tracebrief.impact.impacts import Impact, Weighing
from tracebrief.impact.verdicts import OUTCOMES, PART
from tracebrief.impact.withdrawals import Withdrawal
from tracebrief.model.tables import read_table, rows
from tracebrief.model.wording import counted, days_in_words, outlet_in_words
from tracebrief.project.paths import Project

SHOWN = 3
Cost = tuple[int, int]


def describe_costliest(project: Project) -> list[dict[str, str]]:
    """Return, of the withdrawals that would cost most, the name and the cost in words."""
    names = {row["doc_id"]: _name_document(row) for row in rows(read_table(project, "documents"))}
    return [_describe(impact, names) for impact in find_costliest(Weighing.of(project))]


def find_costliest(weighing: Weighing, *, shown: int = SHOWN) -> list[Impact]:
    """Return what would cost most sentences, those that fall before those that weaken; no set of claims twice."""
    own: dict[frozenset[str], Withdrawal] = {}
    for each in weighing.list_withdrawals():
        own.setdefault(each.claims, each)
    bounds = sorted(((_most(weighing, each), each.name, each) for each in own.values()), key=_dearest)
    found: list[tuple[Cost, str, Impact]] = []
    for most, name, withdrawal in bounds:
        if len(found) >= shown and most < found[shown - 1][0]:
            break
        impact = weighing.without(withdrawal)
        found.append((cost_of(impact), name, impact))
        found.sort(key=_dearest)
    return [impact for cost, _, impact in found[:shown] if any(cost)]


def cost_of(impact: Impact) -> Cost:
    """Return how many sentences fall, and how many weaken."""
    return impact.count("sentence", "falls"), impact.count("sentence", "weakens")


def _dearest(costed: tuple[Cost, str, object]) -> tuple[int, int, str]:
    """Return what puts the costliest first, those of one cost by their names."""
    (falls, weakens), name, _ = costed
    return -falls, -weakens, name


def _most(weighing: Weighing, withdrawal: Withdrawal) -> Cost:
    """Return the sentences that fall, which is certain, and those that may weaken."""
    near = weighing.near(withdrawal)
    verdicts = [each for each in weighing.judge_parts(withdrawal, weighing.statuses) if each.resting.part == "sentence"]
    left = [each for each in verdicts if each.outcome != "falls"]
    leaning = (
        each.outcome == "weakens" or any(not near.isdisjoint(ground.claims) for ground in each.resting.grounds)
        for each in left
    )
    return len(verdicts) - len(left), sum(leaning)


def _describe(impact: Impact, names: dict[str, str]) -> dict[str, str]:
    """Return an impact in words, with the name by which a reader knows what is withdrawn."""
    kind, name = impact.withdrawal.kind, impact.withdrawal.name
    parts: tuple[PART, ...] = ("sentence", "judgement")
    told = [_tell(impact, part) for part in parts if any(impact.count(part, outcome) for outcome in OUTCOMES)]
    return {"name": names[name] if kind == "text" else f"{name} ({kind})", "words": "; ".join(told) + "."}


def _tell(impact: Impact, part: PART) -> str:
    """Return how many parts of a kind fall and weaken, of how many."""
    falls, weakens, stands = (impact.count(part, outcome) for outcome in OUTCOMES)
    label = "key judgement" if part == "judgement" else part
    return f"of {counted(falls + weakens + stands, label)}, {falls} would fall and {weakens} weaken"


def _name_document(row: dict[str, str | None]) -> str:
    return ", ".join(filter(None, (outlet_in_words(row), days_in_words(row["first"], row["last"]))))
