"""A cause is named where it accounts for the whole difference, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracebrief.repro import difference_causes
from tracebrief.repro.build_environments import make_environments
from tracebrief.repro.difference_causes import explain_difference
from tracebrief.repro.file_differences import FileDifference, compare_contents

# The first zone is then at 01:00 of the next day, the second at 07:30.
NOON = datetime(2020, 3, 3, 11, tzinfo=UTC).timestamp()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    one, other = make_environments(tmp_path_factory.mktemp("two"))
    return replace(one, started=NOON, ended=NOON + 30), replace(other, started=NOON, ended=NOON + 60)


CASES = {
    # where, one, other, a word of the cause
    "a set": ("{'ada', 'beatrice'}", "{'beatrice', 'ada'}", "another order"),
    "a list of names": ("cork, pier", "pier, cork", "another order"),
    "a time in UTC": ("at 2020-03-03T11:00:02Z", "at 2020-03-03T11:00:19Z", "clock"),
    "a local time": ("2020-03-04 01:00:02.5", "2020-03-03 07:30:19", "clock"),
    "a day that is today here and yesterday there": ("2020-03-04", "2020-03-03", "clock"),
    "an hour": ("built 11:00", "built 11:01", "clock"),
    "seconds since 1970": ("1583233202", "1583233219", "clock"),
    "seconds with a fraction": ("1583233202.25", "1583233219.5", "clock"),
    "as C writes it": ("Tue Mar  3 11:00:02 2020", "Tue Mar  3 11:00:03 2020", "clock"),
    "as PDF writes it": ("D:20200304010002+14'00'", "D:20200303073003-03'30'", "clock"),
    "one instant, two zones": ("2019-01-01 17:30:00", "2019-01-01 00:00:00", "time zone"),
    "one instant, offsets told": ("2019-01-01T14:00+14:00", "2018-12-31T20:30-03:30", "time zone"),
    "one hour, two zones": ("17:30", "00:00", "time zone"),
    "an address": ("<Boat at 0x7f01aa22bb30>", "<Boat at 0x7f9955667710>", "random name"),
    "a random id": ("T_1a2b3c4d5e", "T_9a8b7c6d5e", None),
    "a UUID": ("id-123e4567-e89b-12d3-a456-426614174000", "id-523e4567-e89b-12d3-a456-426614174abc", "random name"),
    "a temporary file": ("tmpab12cd_3.csv", "tmp9f_z0yx1.csv", "random name"),
    "the last digits": ("mean 0.30000000000000004", "mean 0.3", "floating point"),
    "the marks of a number": ("1,234.5 boats", "1.234,5 boats", "locale"),
    "a time it took": ("done in 1.3 s", "done in 1.41 s", "measured time"),
    # What must not be told a cause of.
    "other words": ("the pier", "the cork", None),
    "another item": ("a, b, c", "c, b, d", None),
    "a day long ago": ("2019-10-09", "2019-10-10", None),
    "a time long ago": ("2019-10-09T11:00:00Z", "2019-10-09T11:00:07Z", None),
    "no such day": ("2020-13-03", "2020-14-03", None),
    "the clock and a word": ("pier 2020-03-03T11:00:02Z", "cork 2020-03-03T11:00:09Z", None),
    "an hour apart, not the zones'": ("2019-01-01 17:30:01", "2019-01-01 00:00:00", None),
    "an address and a number": ("3 at 0x7f01aa22bb30", "4 at 0x7f9955667710", None),
    "a number": ("1200", "1300", None),
    "a number in its third digit": ("0.301", "0.302", None),
    "words of eight letters": ("defaced0 boats", "deceased boats", None),
    "a hash that no output has": ("f" * 63 + "1 x", "e" * 63 + "2 y", None),
    "a month in the same language": ("3 March", "3 May", None),
    "a whole number and a near one": ("10000000000000001", "10000000000000000", None),
    "nothing here": (None, "a pier", None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_cause_accounts_for_all_of_a_difference(pair, case):
    one, other, cause = CASES[case]
    found = explain_difference(FileDifference("line 1", one, other), *pair)
    assert found is None if cause is None else cause in found


SETTINGS = {
    "the folder": (lambda s: f"in {s.root}/data/raw", "the folder of the project"),
    "the folder in a URL": (lambda s: f"file://{str(s.root).replace(' ', '%20').replace('ü', '%C3%BC')}/a", "project"),
    "the folder in JSON": (lambda s: str(s.root).replace("ü", "\\xfc"), "the folder of the project"),
    "a temporary folder": (lambda s: f"{s.temporary}/x", "the folder of the two builds"),
    "the home": (lambda s: f"{s.home}/.cache", "HOME"),
    "the user": (lambda s: f"by {s.user}", "the user's name"),
    "the zone": (lambda s: f"TZ={s.zone}", "the name of the time zone"),
    "the locale": (lambda s: f"({s.locale})", "the name of the locale"),
    "the seed": (lambda s: s.seed, "PYTHONHASHSEED"),
    "the user within a word": (lambda s: f"x{s.user}x", None),
    "the folder and a count": (lambda s: f"{s.root} {len(s.user)}", None),
    "the folder of another": (lambda s: f"{s.root}2", None),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_a_setting_is_named_where_its_values_are_all_that_differs(pair, case):
    write, name = SETTINGS[case]
    found = explain_difference(FileDifference("line 1", *map(write, pair)), *pair)
    assert (name is None and found is None) or name in found


def test_the_hash_of_a_differing_output_is_told_from_a_random_one(pair):
    one, other = "a1" * 32, "b2" * 32
    difference = FileDifference("/x", one, other)
    known = frozenset({one}), frozenset({other})
    assert "hash of another output" in explain_difference(difference, *pair, digests=known)
    assert "random name" in explain_difference(difference, *pair)


def test_lines_in_another_order_are_told_by_the_whole_file(pair):
    difference = compare_contents("a.json", b'{"boats": ["the pier", "a cork"]}', b'{"boats": ["a cork", "the pier"]}')
    assert "another order" in explain_difference(difference, *pair)


LINE = "word " * 30
WIDTHS = {
    "wrapped at the terminal's width": (LINE[:59] + "\n" + LINE[59:], LINE, "width of the terminal"),
    "wrapped wider than any terminal": (LINE[:99] + "\n" + LINE[99:], LINE, None),
    "wrapped, and a word more": (LINE[:59] + "\n" + LINE[59:] + "more", LINE, None),
}


@pytest.mark.parametrize("case", WIDTHS)
def test_a_width_is_told_only_of_lines_that_fit_it(pair, case):
    one, other, cause = WIDTHS[case]
    difference = compare_contents(
        "a.txt", "\n".join(one[i : i + 59] for i in range(0, len(one), 59)).encode(), other.encode()
    )
    if cause is None:
        difference = compare_contents("a.txt", one.encode(), other.encode())
    found = explain_difference(difference, *pair)
    assert found is None if cause is None else cause in found


@pytest.mark.parametrize(
    ("one", "other", "cause"),
    [
        pytest.param("3 March", "3 mars", "locale", id="the same month"),
        pytest.param("3 March", "3 mai", None, id="another month"),
        pytest.param("3 March", "4 mars", None, id="another day"),
    ],
)
def test_months_are_told_by_the_names_of_the_two_locales(pair, monkeypatch, one, other, cause):
    names = {pair[0].locale: ["March", "May"], pair[1].locale: ["mars", "mai"]}
    monkeypatch.setattr(difference_causes, "list_calendar_names", names.__getitem__)
    found = explain_difference(FileDifference("line 1", one, other), *pair)
    assert found is None if cause is None else cause in found


def test_a_place_that_is_named_for_a_duration_holds_one(pair):
    assert "measured time" in explain_difference(FileDifference("/steps/0/seconds", "1.5", "1.75"), *pair)
    assert explain_difference(FileDifference("/steps/0/boats", "1.5", "1.75"), *pair) is None
