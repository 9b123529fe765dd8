"""Whether a reader looked at every claim that the prose, its values and its figures rest on.

A brief builds without: its first draft is what there is to rule on. It is checked before anybody should rely on it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from tracebrief.draw.values import PublishedValue, read_published_values
from tracebrief.model.claims import Claim
from tracebrief.model.tables import read_table, rows_of
from tracebrief.model.wording import counted, in_one_line, shorten
from tracebrief.project.errors import ReportError
from tracebrief.project.paths import Project
from tracebrief.render.comparisons import read_named_comparisons
from tracebrief.render.markdown_pages import read_markdown_page
from tracebrief.render.own_words import basis_of

# Characters of a claim's words that a line quotes.
WORDS = 60


def check_reviewed(project: Project) -> tuple[int, list[ReportError]]:
    """Return how many values, comparisons and figures there are, and a mistake for each that rests on what nobody let
    stand.

    Raises:
        TableError: there is no build yet.
        ReportError: a page is not UTF-8.
    """
    claims = {claim.claim_id: claim for claim in rows_of(read_table(project, "claims"), Claim)}
    values, places = read_published_values(project), _find_places(project)
    named = {name: PublishedValue(claims=[name], how="", number=None, text="") for name in places if name in claims}
    compared = read_named_comparisons(project)
    figures = sorted({path.name.partition(".")[0] for path in project.figures.glob("[!.]*")})
    mistakes = [
        *_check_values(values | named, places, claims),
        *(
            _mistake("data/comparisons.yml", f"{name} rests", unseen)
            for name, each in compared.items()
            if (unseen := _unseen(each.claims, claims))
        ),
        *(mistake for name in figures if (mistake := _check_figure(project, name, claims))),
    ]
    return len(values) + len(named) + len(compared) + len(figures), mistakes


def _check_figure(project: Project, name: str, claims: Mapping[str, Claim]) -> ReportError | None:
    """Return what is wrong with the claims that a figure says it rests on; its files have one name."""
    where, about = f"build/figures/{name}", project.figures / f"{name}.json"
    said = json.loads(about.read_text("utf-8")) if about.is_file() else {}
    if "claims" not in said:
        return ReportError(where, "nothing says which claims this figure rests on", "write it with `save_figure`")
    unseen = _unseen(said["claims"], claims)
    return _mistake(where, "this figure rests", unseen) if unseen else None


def _check_values(
    values: Mapping[str, PublishedValue], places: Mapping[str, Sequence[str]], claims: Mapping[str, Claim]
) -> Iterator[ReportError]:
    for name, value in values.items():
        if value.rests_on == "reading":
            what = f"{name} counts what the library reads by itself, on which nobody rules"
            for where in places.get(name, ["data/values.yml"]):
                yield ReportError(where, what, "count claims")
        if unseen := _unseen(value.claims, claims):
            for where in places.get(name, ["data/values.yml"]):
                yield _mistake(where, f"{name} rests", unseen)


def _find_places(project: Project) -> dict[str, list[str]]:
    """Return the lines of the prose that rest on each value, and on each claim by its id, as messages name them."""
    places: dict[str, list[str]] = {}
    for path in sorted(project.report.glob("*.qmd")):
        page = read_markdown_page(project, project.relative(path))
        for line, span in page.spans_with_lines("claim"):
            for name in basis_of(span).names:
                places.setdefault(name, []).append(f"{page.path}:{line}")
    return places


def _unseen(ids: Sequence[str], claims: Mapping[str, Claim]) -> list[Claim]:
    return [claims[name] for name in ids if name in claims and not claims[name].is_reviewed]


def _mistake(where: str, what: str, unseen: list[Claim]) -> ReportError:
    first, more = unseen[0], f" and {counted(len(unseen) - 1, 'more claim')} like it" if len(unseen) > 1 else ""
    words = f"the {first.kind} “{shorten(in_one_line(first.exact), WORDS)}” ({first.claim_id})"
    if first.review_state == "rejected":
        return ReportError(where, f"{what} on {words}, which was rejected{more}", "rest it on another claim")
    seen = "only a program ruled" if first.ruled_as else "nobody ruled"
    return ReportError(where, f"{what} on {words}, on which {seen}{more}", "rule on it: `tracebrief review`")
