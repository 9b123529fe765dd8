"""Reports are joined to one event where type, place, days and parties say so, and only there."""

import pandas as pd
import pytest

from tests.weigh.invented_claims import claim
from tracebrief.model.attributions import Attribution, ClaimAttribution, Party, provenance_of
from tracebrief.model.tables import rows, to_table
from tracebrief.model.weighed import ClaimComparison
from tracebrief.weigh import AuthoredComparisons, weigh_everything

STRIKE = {"kind": "event", "event": "strike", "place": "port", "first": "2020-03-04", "last": "2020-03-04"}
STRIKE |= {"exact": "dockers of the northern quay walked out over their wages"}
UNDATED = {"first": None, "last": "2020-03-06"}
DAYS = {"a": ("2020-03-05", "2020-03-05"), "b": ("2020-03-06", "2020-03-06"), "c": ("2020-03-05", "2020-03-11")}
LEE, ELLIS = Party("speaker", "Ann Lee", "lee"), Party("speaker", "Tom Ellis", "ellis")


def weigh(codebook, *claims: dict, speakers: tuple = (), **options) -> dict[str, list[dict]]:
    """Return the rows of every table that weighing makes."""
    said = {
        row["claim_id"]: Attribution(row["doc_id"], dict(zip("abc", speakers, strict=False)).get(row["claim_id"][2]))
        for row in claims
    }
    for row in claims:
        speaker = said[row["claim_id"]].speaker
        row |= {"speaker": speaker and speaker.name, "speaker_actor": speaker and speaker.actor}
    documents = pd.DataFrame([{"doc_id": key, "first": first, "last": last} for key, (first, last) in DAYS.items()])
    tables = {
        "claims": to_table("claims", claims),
        "attributions": to_table("attributions", (ClaimAttribution.of(name, each) for name, each in said.items())),
        "provenance": to_table(
            "provenance", (step for name, each in said.items() for step in provenance_of(name, each))
        ),
        "reuse": to_table("reuse", ()),
        "documents": documents,
    }
    return {name: list(rows(frame)) for name, frame in weigh_everything(tables, codebook=codebook, **options).items()}


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        pytest.param({}, {}, True, id="one place and day"),
        pytest.param({}, {"place": "camp"}, True, id="a place within it"),
        pytest.param({}, {"exact": "a stoppage began"}, True, id="in other words"),
        pytest.param({"actor": "union"}, {"actor": "lee"}, True, id="who speaks for the party"),
        pytest.param({"actor": "union"}, {"actor": "council"}, False, id="two parties"),
        pytest.param({}, {"place": "south"}, False, id="another place"),
        pytest.param({}, {"event": "storm_hit"}, False, id="another type"),
        pytest.param({}, {"first": "2020-03-05", "last": "2020-03-05"}, False, id="the next day"),
        pytest.param({}, {"modality": "planned"}, False, id="a plan is no event"),
        pytest.param({}, {"status": "rejected"}, False, id="rejected by a ruling"),
        pytest.param(
            {"first": "2020-03-02"}, {"last": "2020-03-06", "exact": "a stoppage"}, False, id="days that only overlap"
        ),
        pytest.param({}, UNDATED, True, id="undated, in like words"),
        pytest.param({}, UNDATED | {"exact": "a stoppage began"}, False, id="undated, in other words"),
        pytest.param(UNDATED, UNDATED | {"place": None}, False, id="both undated, and one names no place"),
        pytest.param({"place": None}, {"place": None}, True, id="no place, in like words"),
        pytest.param(
            {"place": None}, {"place": None, "exact": "a stoppage began"}, False, id="no place, in other words"
        ),
        pytest.param(UNDATED, {"first": None, "last": "2021-03-06"}, False, id="undated, a year apart"),
    ],
)
def test_two_texts_report_one_event(codebook, one, other, joined):
    made = weigh(codebook, claim("a", **STRIKE | one), claim("b", **STRIKE | other))
    told = [row["claim_id"] for row in made["event_reports"] if row["event_id"] == made["event_reports"][0]["event_id"]]
    assert (len(told) > 1) is joined


@pytest.mark.parametrize("kind", ["region", "country", "state"])
@pytest.mark.parametrize(
    ("actors", "joined"),
    [
        pytest.param((None, None), False, id="of nobody"),
        pytest.param(("union", None), False, id="of one who is named"),
        pytest.param(("union", "lee"), True, id="of one party"),
    ],
)
def test_an_area_of_any_kind_is_too_wide_to_join_events(codebook, kind, actors, joined):
    places = [each.model_copy(update={"kind": kind}) if each.is_area else each for each in codebook.places]
    wide, one, other = STRIKE | {"place": "norrin", "exact": "a stoppage began"}, *actors
    made = weigh(
        codebook.model_copy(update={"places": places}),
        claim("a", **STRIKE | {"actor": one}),
        claim("b", **wide | {"actor": other}),
    )
    assert (len(made["joined_events"]) == 1) is joined


def test_a_text_that_tells_of_its_event_again_without_a_day_tells_one(codebook):
    again = {"doc_id": "a", "claim_id": "c-b", "exact": "the trouble at the port"}
    made = weigh(codebook, claim("a", **STRIKE), claim("b", **STRIKE | UNDATED | again))
    assert len(made["joined_events"]) == 1


def test_a_report_that_fits_two_events_is_joined_to_neither(codebook):
    near, far = claim("a", **STRIKE | {"place": "camp"}), claim("b", **STRIKE | {"place": "port", "actor": "union"})
    near, far = near | {"actor": "council"}, far
    made = weigh(codebook, near, far, claim("c", **STRIKE))
    assert len(made["joined_events"]) == 3


def test_the_event_has_the_narrowest_place_and_days(codebook):
    wide = STRIKE | {"place": "norrin", "first": "2020-03-02", "last": "2020-03-05"}
    [event] = weigh(codebook, claim("a", **STRIKE | {"place": "camp"}), claim("b", **wide))["joined_events"]
    assert (event["place"], event["first"], event["last"], event["texts"]) == ("camp", "2020-03-04", "2020-03-04", 2)


@pytest.mark.parametrize(
    ("change", "speakers", "status"),
    [
        pytest.param({}, (LEE, ELLIS), "independently confirmed", id="two who are told apart"),
        pytest.param({}, (LEE, LEE), "reported by one party", id="one speaker"),
        pytest.param({}, (LEE, None), "reported by several", id="a text that names nobody"),
        pytest.param({"modality": "unverified"}, (LEE, ELLIS), "unverified", id="the other does not vouch for it"),
        pytest.param({"modality": "alleged"}, (LEE, None), "unverified", id="the text itself calls it alleged"),
        pytest.param({"modality": "alleged"}, (LEE, ELLIS), "independently confirmed", id="a speaker alleges it"),
        pytest.param({"modality": "denied"}, (LEE, ELLIS), "disputed", id="the other denies it"),
    ],
)
def test_what_the_reports_of_an_event_amount_to(codebook, change, speakers, status):
    made = weigh(codebook, claim("a", **STRIKE), claim("b", **STRIKE | change), speakers=speakers)
    assert [row["status"] for row in made["joined_events"]] == [status]


NONE = STRIKE | {"modality": "denied", "place": None, "exact": "No quay has been on strike", "first": None}


@pytest.mark.parametrize(
    ("denial", "event", "relation", "guard"),
    [
        pytest.param({"last": "2020-03-05", "place": "port"}, {}, "conflicts", None, id="its place, and before"),
        pytest.param({"last": "2020-03-05"}, {}, "differs", "names no place", id="it names no place"),
        pytest.param({"last": "2020-03-05"}, UNDATED, "differs", "undated", id="the event is undated"),
        pytest.param({"last": "2020-03-02"}, {}, None, None, id="the event came later"),
        pytest.param({"last": "2020-03-05", "place": "south"}, {}, None, None, id="another place"),
        pytest.param({"last": "2020-03-05", "actor": "council"}, {"actor": "union"}, None, None, id="another party"),
        pytest.param({"last": "2020-03-05", "modality": "asserted"}, {}, None, None, id="nothing is denied"),
        pytest.param(
            {"last": "2020-03-05", "exact": "The clerks have not gone out"}, {}, None, None, id="of one, not of all"
        ),
        pytest.param({"last": "2020-03-05"}, {"modality": "planned"}, None, None, id="a plan is not denied"),
    ],
)
def test_a_denial_meets_what_it_denies(codebook, denial, event, relation, guard):
    made = weigh(codebook, claim("a", **NONE | denial), claim("b", **STRIKE | event))
    [pair] = made["comparisons"] or [{"relation": None, "guard": None}]
    assert pair["relation"] == relation
    assert (guard or "") in (pair["guard"] or "") and bool(guard) == bool(pair["guard"])


DENIED = NONE | {"last": "2020-03-05", "place": "port"}


def test_who_denies_an_event_neither_reports_it_nor_meets_its_reports_in_one_fact(codebook):
    made = weigh(codebook, claim("a", **DENIED), claim("b", **STRIKE), speakers=(LEE, ELLIS))
    assert [row["role"] for row in made["event_reports"]] == ["denies", "reports"]
    assert [row["texts"] for row in made["joined_events"]] == [1]
    assert made["origin_relations"] == []


def test_two_events_that_one_text_denies_have_each_its_own_reason(codebook):
    camp = {"place": "camp", "first": "2020-03-02", "last": "2020-03-02", "exact": "porters put down their tools"}
    made = weigh(codebook, claim("a", **DENIED), claim("b", **STRIKE), claim("c", **STRIKE | camp))
    reasons = {row["place"]: row["reason"] for row in made["joined_events"]}
    assert STRIKE["exact"] in reasons["port"] and camp["exact"] in reasons["camp"]


@pytest.mark.parametrize(
    ("denial", "relation", "status"),
    [
        pytest.param(DENIED, "differs", "reported by one party", id="need not be of the event"),
        pytest.param(DENIED, "not comparable", "reported by one party", id="is of something else"),
        pytest.param(DENIED, "conflicts", "disputed", id="is of the event, as computed"),
        pytest.param(DENIED | {"place": None}, "conflicts", "disputed", id="is of the event, though no place is named"),
    ],
)
def test_whether_a_denial_is_of_an_event_a_person_may_say(codebook, denial, relation, status):
    pair = ClaimComparison("", "", "c-a", "c-b", relation, "so the mayor says", None, "quay", "the mayor", None)
    authored = AuthoredComparisons({frozenset(("c-a", "c-b")): pair})
    made = weigh(codebook, claim("a", **denial), claim("b", **STRIKE), authored=authored)
    assert [row["status"] for row in made["joined_events"]] == [status]
    assert ("denies" in {row["role"] for row in made["event_reports"]}) is (relation == "conflicts")


def test_a_text_that_appeared_over_days_may_deny_what_came_later(codebook):
    early = NONE | {"doc_id": "c", "place": "port", "last": "2020-03-11"}
    late = STRIKE | {"first": "2020-03-08", "last": "2020-03-08"}
    [pair] = weigh(codebook, claim("c", **early), claim("a", **late))["comparisons"]
    assert pair["relation"] == "differs" and "after it was denied" in pair["guard"]


PLAN = STRIKE | {"modality": "planned", "exact": "the union will strike at every quay of the port in April"}
WARNING = {"kind": "statement", "topic": "work", "exact": "the council warned dockers in January about the old cranes"}


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        pytest.param(PLAN, {}, True, id="one plan"),
        pytest.param(
            PLAN, {"exact": "a strike at quays of the port is what the union wants"}, True, id="its words in part"
        ),
        pytest.param(PLAN, {"exact": "pilots may stay at home"}, False, id="a plan in other words"),
        pytest.param(PLAN, {"modality": "hypothetical"}, False, id="a plan and a fear"),
        pytest.param(PLAN | {"actor": "union"}, {"actor": "council"}, False, id="of two parties"),
        pytest.param(PLAN, {"first": "2021-03-04", "last": "2021-03-04"}, False, id="a year apart"),
        pytest.param(PLAN, {"doc_id": "a"}, False, id="one text alone"),
        pytest.param(WARNING, {}, True, id="one warning"),
        pytest.param(
            WARNING,
            {"exact": "In January dockers had been warned of the cranes, the council says"},
            True,
            id="reordered",
        ),
        pytest.param(
            WARNING, {"exact": "the council thanked dockers in January for their old cranes"}, False, id="another verb"
        ),
        pytest.param(WARNING, {"topic": "storm"}, False, id="another topic"),
        pytest.param(WARNING, {"exact": "the dockers went home"}, False, id="other words"),
    ],
)
def test_plans_and_warnings_that_texts_repeat_agree(codebook, one, other, agrees):
    pairs = weigh(codebook, claim("a", **one), claim("b", **one | other))["comparisons"]
    assert [row["relation"] for row in pairs] == (["agrees"] if agrees else [])


QUOTE = {"kind": "quote", "exact": "we will not open a single quay until the cranes are safe"}


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        pytest.param(QUOTE["exact"], "agrees", id="the same words"),
        pytest.param("we will not open even a single quay until the cranes are safe", "differs", id="a word more"),
        pytest.param("we will never open a single quay until all cranes are safe", "differs", id="other words"),
        pytest.param("we will not open a single quay … the cranes are safe", "compatible", id="left out, and marked"),
        pytest.param("we will not open a single quay", "compatible", id="the end left off"),
        pytest.param("nobody asked us about any of that", None, id="another saying"),
    ],
)
def test_words_within_quotation_marks_that_differ_are_not_the_same(codebook, other, relation):
    made = weigh(codebook, claim("a", **QUOTE), claim("b", **QUOTE | {"exact": other}), speakers=(LEE, LEE))
    assert [row["relation"] for row in made["comparisons"]] == [relation][: relation is not None]


COUNT = {"kind": "quantity", "bound": "exact", "unit": "person", "exact": "a count"}


@pytest.mark.parametrize(
    ("whole", "part", "relation"),
    [
        pytest.param({"low": 60.0, "high": 60.0}, {"low": 80.0, "high": 80.0}, "differs", id="less than its part"),
        pytest.param({"low": 90.0, "high": 90.0}, {"low": 80.0, "high": 80.0}, "not comparable", id="more than it"),
        pytest.param({"low": 80.0, "high": 80.0}, {"low": 80.0, "high": 80.0}, "not comparable", id="all of it"),
        pytest.param(
            {"low": 60.0, "high": None, "bound": "at least"}, {"low": 80.0, "high": 80.0}, "not comparable", id="no end"
        ),
        pytest.param(
            {"low": 60.0, "high": 60.0, "first": "2021-01-01", "last": "2021-01-01"},
            {"low": 80.0, "high": 80.0},
            "not comparable",
            id="a year apart",
        ),
    ],
)
def test_a_whole_that_is_less_than_its_part_is_told(codebook, whole, part, relation):
    claims = (
        claim("a", **COUNT | {"measure": "stranded"} | whole),
        claim("b", **COUNT | {"measure": "stranded_foreign"} | part),
    )
    [pair] = weigh(codebook, *claims)["comparisons"]
    assert pair["relation"] == relation and bool(pair["guard"]) == (relation == "differs")


@pytest.mark.parametrize(
    ("value", "relation"),
    [pytest.param(400.0, ["conflicts"], id="what it denies"), pytest.param(500.0, [], id="another number")],
)
def test_a_count_that_is_taken_back_conflicts_with_the_same_count_alone(codebook, value, relation):
    stated = COUNT | {"measure": "drowned", "place": "port", "low": 400.0, "high": 400.0}
    made = weigh(
        codebook, claim("a", **stated | {"modality": "denied"}), claim("b", **stated | {"low": value, "high": value})
    )
    assert [row["relation"] for row in made["comparisons"]] == relation
