"""What changed is told as what it is: a claim that came, went, or says something else."""

from dataclasses import replace

import pytest

from tracebrief.history.described_changes import NOTHING, describe_change, describe_headline, group_changes
from tracebrief.history.snapshot_changes import compare_snapshots

FERRY = "[[Two boats=2]] sank, and [[it rained]]."


def with_columns(state, **columns):
    """Return a state with other cells in each of its claims."""
    return replace(state, claims={name: row | columns for name, row in state.claims.items()})


CASES = {
    "a claim added": (FERRY, FERRY.replace("sank", "[[sank]]"), ["added"], "1 claim added."),
    "a claim withdrawn": (FERRY, FERRY.replace("[[it rained]]", "it rained"), ["withdrawn"], "1 claim withdrawn."),
    "a value": (FERRY, FERRY.replace("=2", "=3"), ["value"], "1 value changed."),
    "a wording": (FERRY, FERRY.replace("and [[it", "[[and it"), ["wording"], "1 wording changed."),
    "both at once": (
        FERRY,
        FERRY.replace("[[Two boats=2]] sank", "[[Two boats sank=3]]"),
        ["value"],
        "1 value changed.",
    ),
    "two that fit": (
        "[[Two boats]] and [[ships]] sank, as [[it rained]].",
        "[[Two boats and ships]] sank, as [[it rained]].",
        ["withdrawn", "added", "withdrawn"],
        "1 claim added, 2 claims withdrawn.",
    ),
    "a text moved": (FERRY, "News. " + FERRY, ["carried"] * 2, "1 text changed, 2 claims carried over."),
    "nothing": (FERRY, FERRY, [], NOTHING),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_as_what_it_is(hold, case):
    before, after, kinds, headline = CASES[case]
    compared = compare_snapshots(hold(ferry=before), hold(ferry=after))
    assert [change.kind for change in compared.claims] == kinds
    assert describe_headline(compared) == headline
    assert compared.same == (headline == NOTHING)


COLUMNS = {
    "who says it": ({"speaker": "the master"}, "attribution", "speaker – → “the master”"),
    "through whom": ({"via": "the Post"}, "attribution", "via – → “the Post”"),
    "a hedge": ({"modality": "alleged"}, "reading", "modality “asserted” → “alleged”"),
    "a day, its bounds not told again": (
        {"as_of": "2020-03-03", "first": "2020-03-03", "last": "2020-03-03"},
        "reading",
        "as of – → 2020-03-03",
    ),
    "another rule": ({"rule": "quantities.noun"}, "reread", "rule “test” → “quantities.noun”"),
    "a hedge by another rule": ({"modality": "alleged", "rule": "x"}, "reading", "modality “asserted” → “alleged”"),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_a_column_is_told(hold, case):
    columns, kind, told = COLUMNS[case]
    before = hold(ferry="[[It rained]].")
    (change,) = compare_snapshots(before, with_columns(before, **columns)).claims
    assert change.kind == kind and describe_change(change).endswith(f"“It rained”: {told}")


def test_the_order_of_rows_changes_nothing(hold):
    state = hold(ferry=FERRY, storm="[[Three ships=3]] sank.")
    turned = replace(state, claims=dict(reversed(state.claims.items())), sources=dict(reversed(state.sources.items())))
    assert compare_snapshots(state, turned).same


def test_a_changed_wording_is_told_by_the_words_that_differ(hold):
    start = "Nobody saw that the old ferry of the island sank on"
    before, after = (
        hold(ferry=f"[[{start} {day} night]], as everybody has said since then.") for day in ("Monday", "Tuesday")
    )
    (change,) = compare_snapshots(before, after).claims
    told = "words “… the island sank on Monday night” → “… the island sank on Tuesday night”"
    assert change.kind == "wording" and describe_change(change).endswith(told)


SOURCES = {
    "added": ({}, {"ferry": FERRY}, "1 text added with 2 claims.", "Claims added with ferry"),
    "withdrawn": ({"ferry": FERRY}, {}, "1 text withdrawn with 2 claims.", "Claims withdrawn with ferry"),
    "changed": (
        {"ferry": FERRY},
        {"ferry": FERRY + " Later."},
        "1 text changed, 2 claims carried over.",
        "The same words in a changed text",
    ),
}


@pytest.mark.parametrize("case", SOURCES)
def test_a_text_folds_its_claims(hold, case):
    before, after, headline, title = SOURCES[case]
    compared = compare_snapshots(hold(storm="[[It blew]].", **before), hold(storm="[[It blew]].", **after))
    assert describe_headline(compared) == headline
    told = {section.title: (len(section.items), section.quiet) for section in group_changes(compared)}
    assert told == {"Texts": (1, False), title: (2, True)}


def test_a_text_under_another_key_keeps_its_claims(hold):
    before = hold(ferry=FERRY)
    after = hold(boat=FERRY)
    after.sources["boat"]["outlet"] = "The ferry"
    compared = compare_snapshots(before, after)
    assert describe_headline(compared) == "1 text renamed." and not compared.claims


def test_two_texts_of_the_same_words_are_not_taken_for_one_renamed(hold):
    compared = compare_snapshots(hold(ferry="It rained."), hold(boat="It rained.", ship="It rained."))
    assert describe_headline(compared) == "2 texts added, 1 text withdrawn."


def test_a_record_that_says_something_else_of_a_text_is_told(hold):
    before = hold(ferry=FERRY)
    after = replace(before, sources={"ferry": before.sources["ferry"] | {"published": "2020-03-04"}})
    compared = compare_snapshots(before, after)
    assert describe_headline(compared) == "1 text described otherwise."
    (section,) = group_changes(compared)
    assert section.items[0].changes == (("published", "2020-03-03", "2020-03-04"),)


TWO = "[[Two boats=2]] sank. No, [[three boats=3]] sank."
PAIR = (("Two boats", "three boats", "2 is not 3"),)
CONFLICTS = {
    "opened": ((TWO, ()), (TWO, PAIR), ["opened"]),
    "settled": ((TWO, PAIR), (TWO, ()), ["settled"]),
    "restated": ((TWO, PAIR), (TWO, (("Two boats", "three boats", "2 and 3 differ"),)), ["restated"]),
    "the same": ((TWO, PAIR), (TWO, PAIR), []),
    "the same, named anew": ((TWO, PAIR), ("News. " + TWO, PAIR), []),
    "the same, the other way round": ((TWO, PAIR), (TWO, (("three boats", "Two boats", "2 is not 3"),)), []),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_conflict_is_opened_and_settled(hold, case):
    before, after, kinds = CONFLICTS[case]
    states = [hold(ferry=text, conflicts=conflicts) for text, conflicts in (before, after)]
    compared = compare_snapshots(*states)
    assert [change.kind for change in compared.conflicts] == kinds
    if kinds:
        told = describe_change(compared.conflicts[0])
        assert "“Two boats” (c-" in told and "“three boats” (c-" in told and "2 " in told


NOTICES = {
    "no ledger before": ({"claims": None}, {}, ["then has no ledger, report/claims.csv: every claim of the other"]),
    "no ledger at all": ({"claims": None}, {"claims": None}, ["neither has a ledger"]),
    "no conflicts recorded": ({"conflicts": None}, {}, ["then records no conflicts: they are not compared"]),
    "no texts recorded": ({}, {"sources": None}, ["now records no texts: they are not compared"]),
    "all there": ({}, {}, []),
    "nothing there": ({"claims": None, "sources": None}, {"claims": {}, "sources": {}}, []),
}


@pytest.mark.parametrize("case", NOTICES)
def test_what_is_not_compared_is_said(hold, case):
    before, after, told = NOTICES[case]
    state = hold(ferry=TWO, conflicts=PAIR)
    notices = compare_snapshots(replace(state, name="then", **before), replace(state, **after)).notices
    assert [notice.startswith(words) for notice, words in zip(notices, told, strict=True)] == [True] * len(told)


def test_ledgers_of_other_formats_are_compared_in_the_columns_they_share(hold):
    new = hold(ferry=FERRY)
    old = replace(new, claims={name: dict(row) for name, row in new.claims.items()})
    for row in old.claims.values():
        del row["note"], row["prefix"], row["suffix"]
        row["colour"] = "blue"
    compared = compare_snapshots(replace(old, name="v0"), new)
    assert compared.same
    (notice,) = compared.notices
    assert "v0 alone has colour" in notice and "now alone has prefix, suffix, note" in notice


def test_words_that_would_act_on_a_terminal_do_not(hold):
    compared = compare_snapshots(hold(), hold(ferry="[[It\x1b[2J rained\u202e, \r\nthey said]]."))
    items = [item for section in group_changes(compared) for item in section.items]
    assert "“It\ufffd[2J rained\ufffd, they said”" in [item.words for item in items]
