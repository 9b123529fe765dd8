import pandas as pd
import pytest

from tests.weigh.invented_claims import claim
from tracebrief.link import actor_of
from tracebrief.model.attributions import SPEAKER, Attribution, ClaimAttribution, Party, provenance_of
from tracebrief.model.claims import Claim
from tracebrief.model.tables import rows, to_table
from tracebrief.project.errors import TableError
from tracebrief.weigh.agreement import Agreement, weigh_agreement
from tracebrief.weigh.claim_relations import apart_days
from tracebrief.weigh.intervals import Interval, interval_of
from tracebrief.weigh.origin_relations import weigh_origin_relations
from tracebrief.weigh.origins import find_origin, weigh_origins
from tracebrief.weigh.verification import weigh_verification

COUNT = {"kind": "quantity", "measure": "stranded", "low": 400.0, "high": 400.0, "bound": "exact", "unit": "person"}


def tables_of(codebook, *pairs: tuple[dict, tuple[tuple[str, str], ...]]) -> tuple[pd.DataFrame, ...]:
    """Return claims, attributions and provenance of claims with the roles and names of their chains after the text."""
    said = {}
    for row, steps in pairs:
        parties = [Party(role, who, actor_of(who, codebook)) for role, who in steps]
        speaker = parties.pop() if parties and parties[-1].role == SPEAKER else None
        attribution = said[row["claim_id"]] = Attribution(row["doc_id"], speaker, intermediaries=tuple(parties))
        row |= {"speaker": speaker and speaker.name, "speaker_actor": speaker and speaker.actor, "via": attribution.via}
    return (
        table(*(row for row, _ in pairs)),
        to_table("attributions", (ClaimAttribution.of(name, each) for name, each in said.items())),
        to_table("provenance", (step for name, each in said.items() for step in provenance_of(name, each))),
    )


def table(*found: dict) -> pd.DataFrame:
    return to_table("claims", found)


DOCUMENTS = pd.DataFrame(
    [{"doc_id": "a", "first": "2020-03-05", "last": "2020-03-06"}, {"doc_id": "b", "first": None, "last": "2020-03-16"}]
)


def compare(codebook, claims, *said, **options) -> Agreement:
    """Return the tables of comparisons and of joined reports."""
    return weigh_agreement(claims, *said, DOCUMENTS, codebook=codebook, **options)


def relation(codebook, a: dict, b: dict) -> tuple[str, str] | None:
    tables = tables_of(codebook, (claim("a", **a), ()), (claim("b", **b), ()))
    [pair] = list(rows(compare(codebook, *tables).comparisons)) or [None]
    return pair and (pair["relation"], pair["reason"])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param({}, {}, "agrees", id="the same number"),
        pytest.param({}, {"bound": "about"}, "agrees", id="the same number, one hedged"),
        pytest.param({}, {"low": 420.0, "high": 420.0, "bound": "about"}, "compatible", id="about reaches it"),
        pytest.param({}, {"low": 300.0, "high": None, "bound": "at least"}, "compatible", id="an open end"),
        pytest.param({}, {"low": 100.0, "high": 300.0, "bound": "vague"}, "compatible", id="hundreds may be more"),
        pytest.param({}, {"low": 400.0, "high": None, "bound": "more than"}, "conflicts", id="more than is not equal"),
        pytest.param({}, {"low": 500.0, "high": 500.0}, "conflicts", id="two exact numbers"),
        pytest.param({}, {"first": "2021-01-01", "last": "2021-01-01"}, "not comparable", id="too far apart"),
        pytest.param({}, {"measure": "stranded_foreign"}, "not comparable", id="a part is not the whole"),
        pytest.param({}, {"measure": None}, None, id="no measure, no comparison"),
        pytest.param({}, {"status": "rejected"}, None, id="rejected by a ruling"),
        pytest.param(
            {"measure": "drowned", "place": "port"},
            {"measure": "drowned", "place": "south"},
            "not comparable",
            id="two places",
        ),
        pytest.param(
            {"measure": "drowned", "place": "port"},
            {"measure": "drowned", "place": "camp"},
            "agrees",
            id="a place and its part",
        ),
        pytest.param(
            {"measure": "drowned", "place": None},
            {"measure": "drowned", "place": "port"},
            "not comparable",
            id="a place unknown",
        ),
    ],
)
def test_quantities(codebook, a, b, expected):
    found = relation(codebook, COUNT | a, COUNT | b)
    assert (found and found[0]) == expected


def test_a_share_is_compared_with_what_the_other_leaves(codebook):
    share = {"kind": "quantity", "unit": None}
    opened = share | {"measure": "open_share", "low": None, "high": 0.5, "bound": "less than"}
    closed = share | {"measure": "closed_share", "low": 0.5, "high": None, "bound": "more than"}
    assert relation(codebook, opened, closed)[0] == "agrees"
    assert relation(codebook, opened, closed | {"low": None, "high": 0.5, "bound": "less than"})[0] == "conflicts"


def test_the_reason_names_why(codebook):
    _, reason = relation(codebook, COUNT, COUNT | {"measure": "stranded_foreign"})
    assert reason == "the foreign sailors are a part of all"


STORM = {"kind": "event", "event": "storm_hit", "place": "port", "as_of": "2020-03-04"}


def test_an_area_around_an_event_s_place_may_be_meant_in_like_words(codebook):
    storm = STORM | {"exact": "the gale tore two cranes from the quay"}
    assert relation(codebook, storm, storm | {"place": "norrin"})[0] == "compatible"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, "agrees", id="one type, place and day"),
        pytest.param({"place": "camp"}, "compatible", id="a narrower place"),
        pytest.param({"place": "norrin"}, None, id="an area around it"),
        pytest.param({"modality": "alleged"}, "compatible", id="one text doubts it"),
        pytest.param({"modality": "denied"}, "conflicts", id="one text denies it"),
        pytest.param({"modality": "planned"}, None, id="a plan is no event"),
        pytest.param({"event": "strike"}, None, id="another type"),
        pytest.param({"first": "2020-04-01", "last": "2020-04-01"}, None, id="another day"),
        pytest.param({"first": None}, None, id="no first day"),
        pytest.param({"place": "south"}, None, id="another place"),
        pytest.param({"doc_id": "a", "claim_id": "c-b"}, None, id="one text alone"),
    ],
)
def test_events(codebook, change, expected):
    found = relation(codebook, STORM, STORM | change)
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    ("claim_row", "interval"),
    [
        pytest.param({"low": 10.0, "high": 10.0, "bound": "exact"}, Interval(10, 10), id="exact"),
        pytest.param({"low": 10.0, "high": 10.0, "bound": "about"}, Interval(9, 11), id="about"),
        pytest.param({"low": 10.0, "high": None, "bound": "more than"}, Interval(10, float("inf"), True), id="open"),
    ],
)
def test_intervals(claim_row, interval):
    assert interval_of(Claim(**claim("a", **claim_row))) == interval


def test_open_ends_do_not_touch():
    assert not Interval(0, 10).overlaps(Interval(10, 20, low_open=True))
    assert Interval(0, 10).overlaps(Interval(10, 20))


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        pytest.param(("2020-01-01", "2020-01-05"), ("2020-01-03", "2020-01-09"), 0, id="they overlap"),
        pytest.param(("2020-01-01", "2020-01-05"), ("2020-01-08", "2020-01-09"), 3, id="a gap"),
        pytest.param(("2020-01-08", "2020-01-09"), (None, "2020-01-05"), 3, id="an open beginning"),
        pytest.param((None, "2020-01-05"), (None, "2020-01-01"), 0, id="both open"),
        pytest.param(("2020-01-01", None), ("2020-01-01", "2020-01-02"), None, id="no last day"),
    ],
)
def test_apart_days(a, b, days):
    one, other = (Claim(**claim("a", first=first, last=last)) for first, last in (a, b))
    assert apart_days(one, other) == days


def origins_of(codebook, *pairs, reuse: tuple[dict, ...] = ()) -> dict[str, tuple[str, str]]:
    found = weigh_origins(*tables_of(codebook, *pairs), to_table("reuse", reuse), codebook=codebook)
    return {row["claim_id"]: (row["origin_id"], row["origin"]) for row in rows(found)}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param((("speaker", "Ann Lee"),), (("speaker", "the FHU"),), True, id="a force and its spokeswoman"),
        pytest.param(
            (("speaker", "harbour pilots"),), (("speaker", "two harbour pilots"),), False, id="unnamed, to two texts"
        ),
        pytest.param((("outlet", "Island Gazette"),), (("outlet", "the Gazette"),), True, id="one outlet"),
        pytest.param((("outlet", "Island Gazette"),), (("outlet", "Norrin Courier"),), False, id="two outlets"),
        pytest.param(
            (("told", "Gazette"), ("speaker", "pilots")),
            (("told", "Courier"), ("speaker", "pilots")),
            False,
            id="unnamed, to two outlets",
        ),
        pytest.param((), (), False, id="two texts with no chain"),
    ],
)
def test_origins(codebook, a, b, same):
    found = origins_of(codebook, (claim("a"), a), (claim("b"), b))
    assert (found["c-a"][0] == found["c-b"][0]) is same


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        pytest.param(
            Attribution("a", Party(SPEAKER, "pilots", "pilots"), "warn", None, None, (Party("outlet", "Courier"),)),
            "unnamed pilots, to Courier",
            id="one outlet",
        ),
        pytest.param(
            Attribution(
                "a",
                Party(SPEAKER, "pilots", "pilots"),
                intermediaries=(Party("outlet", "Courier"), Party(SPEAKER, "the Gazette")),
            ),
            "unnamed pilots, to the Gazette",
            id="an outlet that is quoted as passing it on",
        ),
        pytest.param(
            Attribution(
                "a",
                Party(SPEAKER, "pilots", "pilots"),
                intermediaries=(Party("outlet", "Courier"), Party(SPEAKER, "Tom Ellis")),
            ),
            "unnamed pilots, to Courier",
            id="a person who passes it on is no outlet",
        ),
        pytest.param(
            Attribution("a", None, "say", intermediaries=(Party("outlet", "Courier"),)),
            "an unnamed speaker, to Courier",
            id="a word of saying, and nobody who says it",
        ),
        pytest.param(
            Attribution("a", None, None, intermediaries=(Party("outlet", "Courier"),)), "Courier", id="nobody says it"
        ),
        pytest.param(Attribution("a", None, "say"), "an unnamed speaker, to a", id="no outlet, either"),
    ],
)
def test_an_unnamed_origin_is_named_by_the_outlet_nearest_to_it(codebook, said, origin):
    assert find_origin(said, codebook).name == origin


def test_a_speaker_whom_the_codebook_does_not_know_is_named(codebook):
    with pytest.raises(TableError, match="'nobody_known'"):
        find_origin(Attribution("a", Party(SPEAKER, "Ann Lee", "nobody_known")), codebook)


PIER = {"kind": "quote", "exact": "the old wooden pier is lost for good"}
# The text b copied from the text a.
COPIED = {"doc_id": "b", "start": 0, "end": 9, "source_doc_id": "a", "source_start": 0, "source_end": 9}
ELSEWHERE = COPIED | {"start": 50, "end": 59, "source_start": 50, "source_end": 59}
GAZETTE, COURIER = ("outlet", "Gazette"), ("outlet", "Courier")


def shared(*passages: dict) -> tuple[dict, ...]:
    return tuple(passage | {"similarity": 1.0, "rule": "test"} for passage in passages)


@pytest.mark.parametrize("passage", [pytest.param(COPIED, id="in the passage"), pytest.param(ELSEWHERE, id="quoted")])
@pytest.mark.parametrize(
    ("earlier", "later", "origins"),
    [
        pytest.param(
            (GAZETTE, ("speaker", "Tom Ellis")), (COURIER,), ("Tom Ellis", "Tom Ellis"), id="the copy names nobody"
        ),
        pytest.param(
            (GAZETTE, ("speaker", "Tom Ellis")),
            (COURIER, ("speaker", "he")),
            ("Tom Ellis", "Tom Ellis"),
            id="a pronoun names nobody",
        ),
        pytest.param((GAZETTE,), (COURIER,), ("Gazette", "Gazette"), id="an outlet's own words"),
        pytest.param(
            (GAZETTE,),
            (COURIER, ("speaker", "Tom Ellis")),
            ("Gazette", "Tom Ellis"),
            id="an earlier text says nothing that only a later one knows",
        ),
        pytest.param(
            (GAZETTE, ("speaker", "Ann Lee")),
            (COURIER, ("speaker", "Tom Ellis")),
            ("Free Harbour Union", "Tom Ellis"),
            id="two speakers stay apart",
        ),
        pytest.param(
            (GAZETTE, ("speaker", "a clerk")),
            (COURIER, ("speaker", "a clerk")),
            ("a clerk, to Gazette", "a clerk, to Gazette"),
            id="one nameless speaker, told to the earlier",
        ),
        pytest.param(
            (GAZETTE, ("speaker", "a clerk")),
            (("told", "Courier"), ("speaker", "a clerk")),
            ("a clerk, to Gazette", "a clerk, to Courier"),
            id="a nameless speaker who told another outlet",
        ),
    ],
)
def test_a_copy_has_the_origin_of_what_it_copies_unless_it_names_its_own(codebook, passage, earlier, later, origins):
    found = origins_of(codebook, (claim("a", **PIER), earlier), (claim("b", **PIER), later), reuse=shared(passage))
    assert (found["c-a"][1], found["c-b"][1]) == origins


@pytest.mark.parametrize(
    "reuse",
    [pytest.param((), id="no text copied"), pytest.param(shared(ELSEWHERE | {"doc_id": "c"}), id="another text did")],
)
def test_without_a_copy_the_same_words_keep_their_origins(codebook, reuse):
    found = origins_of(
        codebook,
        (claim("a", **PIER), (GAZETTE, ("speaker", "Tom Ellis"))),
        (claim("b", **PIER), (COURIER,)),
        (claim("c"), ()),
        reuse=reuse,
    )
    assert (found["c-a"][1], found["c-b"][1]) == ("Tom Ellis", "Courier")


def test_a_copy_of_a_copy_goes_back_to_the_first(codebook):
    claims = [
        (claim(name, exact="a"), (("outlet", outlet),))
        for name, outlet in zip("abc", ("Gazette", "Courier", "Wire"), strict=True)
    ]
    copies = shared(COPIED, COPIED | {"doc_id": "c", "source_doc_id": "b"})
    assert {origin for _, origin in origins_of(codebook, *claims, reuse=copies).values()} == {"Gazette"}


def verification_of(codebook, *pairs, reuse: tuple[dict, ...] = ()) -> dict[str, dict]:
    claims, *said = tables_of(codebook, *pairs)
    origins = weigh_origins(claims, *said, to_table("reuse", reuse), codebook=codebook)
    comparisons, reports = compare(codebook, claims, *said)
    relations = weigh_origin_relations(origins, said[1], comparisons, reports, codebook=codebook)
    verifications = weigh_verification(claims, comparisons, reports, origins, relations, DOCUMENTS)
    return {row["claim_id"]: row for row in rows(verifications)}


LEE, ELLIS, MOSS = ("speaker", "Ann Lee"), ("speaker", "Tom Ellis"), ("speaker", "Ida Moss")
OFFICIALS, CLERKS = ("speaker", "Council officials"), ("speaker", "Council clerks")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param((GAZETTE, LEE), (COURIER, ELLIS), "independent", id="two people named apart"),
        pytest.param((GAZETTE, MOSS), (COURIER, ("speaker", "Council")), "same", id="a member and the party"),
        pytest.param((GAZETTE, ("speaker", "Council")), (COURIER, MOSS), "same", id="the party and a member"),
        pytest.param((GAZETTE, MOSS), (COURIER, ("speaker", "Warden's Office")), "same", id="two members of a party"),
        pytest.param((GAZETTE, OFFICIALS), (GAZETTE, CLERKS), "same", id="unnamed people of a party, to one outlet"),
        pytest.param((GAZETTE, OFFICIALS), (COURIER, CLERKS), "may be the same", id="to two outlets"),
        pytest.param((GAZETTE, OFFICIALS), (COURIER, OFFICIALS), "may be the same", id="one description, two outlets"),
        pytest.param((GAZETTE, OFFICIALS), (COURIER, MOSS), "may be the same", id="a party and its officials"),
        pytest.param((GAZETTE, OFFICIALS), (COURIER, LEE), "independent", id="the officials of another party"),
        pytest.param((GAZETTE, ("speaker", "pilots")), (COURIER, LEE), "may be the same", id="unnamed, of any party"),
        pytest.param((GAZETTE, ("speaker", "a clerk")), (COURIER, LEE), "may be the same", id="not in the codebook"),
        pytest.param(
            (GAZETTE, ("speaker", "Ann Lee and Tom Ellis")), (COURIER, LEE), "may be the same", id="one of the two"
        ),
        pytest.param((GAZETTE, LEE), (GAZETTE, ELLIS), "independent", id="two people, through one outlet"),
        pytest.param(
            (GAZETTE, ("speaker", "Norrin Courier")), (COURIER, LEE), "may be the same", id="who passed it on"
        ),
        pytest.param(
            (GAZETTE, ("speaker", "Norrin Courier")), (GAZETTE, LEE), "independent", id="an outlet as witness"
        ),
    ],
)
def test_how_two_origins_relate(codebook, a, b, expected):
    for first, second in ((a, b), (b, a)):
        claims, *said = tables_of(codebook, (claim("a", **COUNT), first), (claim("b", **COUNT), second))
        origins = weigh_origins(claims, *said, to_table("reuse", ()), codebook=codebook)
        comparisons, reports = compare(codebook, claims, *said)
        [found] = rows(weigh_origin_relations(origins, said[1], comparisons, reports, codebook=codebook))
        assert found["relation"] == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"first": "2021-01-01", "last": "2021-01-01"}, (ELLIS,), id="of another year"),
        pytest.param({"low": 500.0, "high": 500.0}, (ELLIS,), id="they conflict"),
        pytest.param({}, (COURIER,), id="words without a source have none"),
    ],
)
def test_only_origins_of_one_fact_are_related(codebook, change, said):
    tables = tables_of(codebook, (claim("a", **COUNT), (LEE,)), (claim("b", **COUNT | change), said))
    origins = weigh_origins(*tables, to_table("reuse", ()), codebook=codebook)
    comparisons, reports = compare(codebook, *tables)
    assert weigh_origin_relations(origins, tables[2], comparisons, reports, codebook=codebook).empty


@pytest.mark.parametrize(
    ("reuse", "expected"),
    [
        pytest.param(shared(COPIED), (1, "single origin"), id="one text copied from the other"),
        pytest.param((), (2, "corroborated"), id="no text copied"),
    ],
)
def test_words_retold_under_another_name_are_one_account(codebook, reuse, expected):
    told = COUNT | {"exact": PIER["exact"]}
    found = verification_of(
        codebook, (claim("a", **told), (GAZETTE, LEE)), (claim("b", **told), (COURIER, ELLIS)), reuse=reuse
    )
    assert (found["c-b"]["origins"], found["c-b"]["verification_status"]) == expected


@pytest.mark.parametrize(
    ("change", "speaker", "expected"),
    [
        pytest.param({}, ELLIS, "corroborated", id="two who are told apart"),
        pytest.param({}, LEE, "single origin", id="one speaker in two texts"),
        pytest.param({}, ("speaker", "the FHU"), "single origin", id="a force and its spokeswoman"),
        pytest.param({}, ("speaker", "pilots"), "reported twice", id="who may be hers"),
        pytest.param({}, None, "reported twice", id="another outlet that names nobody"),
        pytest.param({"low": 500.0, "high": 500.0}, ELLIS, "disputed", id="they conflict"),
        pytest.param({"modality": "alleged"}, ELLIS, "unverified", id="the other text doubts it"),
        pytest.param({"modality": "hypothetical"}, ELLIS, "single origin", id="the other fears what this one asserts"),
        pytest.param(
            {"low": 100.0, "high": 1000.0, "bound": "vague"}, ELLIS, "single origin", id="hundreds bear nothing out"
        ),
        pytest.param({"first": "2021-01-01", "last": "2021-01-01"}, ELLIS, "single origin", id="another year"),
        pytest.param({"status": "rejected"}, ELLIS, "single origin", id="rejected by a ruling"),
    ],
)
def test_verification_status(codebook, change, speaker, expected):
    first = (claim("a", **COUNT), (("outlet", "Gazette"), LEE))
    second = (claim("b", **COUNT | change), (("outlet", "Courier"), *filter(None, [speaker])))
    assert verification_of(codebook, first, second)["c-a"]["verification_status"] == expected


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        pytest.param(COURIER, ("reported twice", 0), id="of two outlets"),
        pytest.param(GAZETTE, ("unsourced", 0), id="of one outlet"),
    ],
)
def test_words_without_a_source_are_no_witness(codebook, outlet, expected):
    found = verification_of(codebook, (claim("a", **COUNT), (GAZETTE,)), (claim("b", **COUNT), (outlet,)))
    assert {(row["verification_status"], row["origins"]) for row in found.values()} == {expected}


@pytest.mark.parametrize("modality", ["planned", "hypothetical", "asked"])
def test_what_is_only_feared_or_planned_is_repeated_and_never_corroborated(codebook, modality):
    feared = COUNT | {"modality": modality}
    found = verification_of(codebook, (claim("a", **feared), (LEE,)), (claim("b", **feared), (ELLIS,)))
    assert {row["verification_status"] for row in found.values()} == {"reported twice"}


def test_a_witness_who_is_tied_to_all_hides_no_two_who_are_independent(codebook):
    said = [(GAZETTE, ("speaker", "pilots")), (COURIER, LEE), (COURIER, ELLIS), (COURIER, MOSS)]
    found = verification_of(
        codebook, *((claim(name, **COUNT), steps) for name, steps in zip("abcd", said, strict=True))
    )
    assert {(row["verification_status"], row["origins"]) for row in found.values()} == {("corroborated", 3)}


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        pytest.param(
            (("told", "Gazette"), ("speaker", "a clerk")),
            (GAZETTE,),
            "single origin",
            id="an outlet repeats what it was told",
        ),
        pytest.param(
            (("told", "the Gazette"), ("speaker", "a clerk")),
            (GAZETTE,),
            "single origin",
            id="by another name of that outlet",
        ),
        pytest.param(
            (("told", "Courier"), ("speaker", "a clerk")), (GAZETTE,), "reported twice", id="another outlet was told"
        ),
        pytest.param(
            (("outlet", "Aid, to go"),), (("outlet", "go"),), "reported twice", id="a name that reads like a telling"
        ),
    ],
)
def test_an_outlet_is_no_second_report_of_what_it_was_told(codebook, first, second, status):
    found = verification_of(codebook, (claim("a", **COUNT), first), (claim("b", **COUNT), second))
    assert found["c-a"]["verification_status"] == status


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(("speaker", "Ann Lee"), ("speaker", "Lee"), "agrees", id="one speaker under two names"),
        pytest.param(("speaker", "Ann Lee"), ("speaker", "Tom Ellis"), "conflicts", id="two speakers"),
        pytest.param(
            ("speaker", "Ann Lee; Tom"), ("outlet", "Ellis Post"), "conflicts", id="no name across two parties"
        ),
    ],
)
def test_who_said_the_same_words_is_known_by_attribution(codebook, a, b, expected):
    tables = tables_of(codebook, (claim("a", **PIER), (GAZETTE, a)), (claim("b", **PIER), (COURIER, b)))
    assert [row["relation"] for row in rows(compare(codebook, *tables).comparisons)] == [expected]


def test_age_is_counted_to_the_newest_text(codebook):
    first = (claim("a", **COUNT), ())
    assert verification_of(codebook, first)["c-a"]["age"] == 10
