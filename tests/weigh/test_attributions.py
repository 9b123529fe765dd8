"""One attribution per claim: its columns, its chain, its origin and all that is shown of it follow from one record."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tracebrief.draw import lay_out_dependence
from tracebrief.link import check_attributions, read_codebook
from tracebrief.model.tables import read_table, rows
from tracebrief.project.errors import RulingError, TableError
from tracebrief.project.paths import Project, find_project
from tracebrief.render.evidence import read_evidence
from tracebrief.rulings import TextRulings, read_rulings
from tracebrief.weigh.origins import SAME_WORDS, SHARED, find_origin

HARBOUR = Path(__file__).parents[1] / "link" / "harbour.yml"
SAID = ("claims", "attributions", "provenance")
COUNT = "Over 400 sailors"
STORIES = {
    "gazette2020": ("Island Gazette", f"{COUNT} are stranded at Port Ellis by the storm, a clerk said."),
    "courier2020": ("Norrin Courier", "Ann Lee said that the island has more than 400 sailors stuck on their ships."),
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory, write_mentions) -> Project:
    """Two outlets report one number; a clerk told the one, a spokeswoman the other."""
    project = Project(tmp_path_factory.mktemp("harbour"))
    project.raw.mkdir(parents=True)
    shutil.copyfile(HARBOUR, project.codebook)
    sources = []
    for key, (outlet, story) in STORIES.items():
        text = f"{outlet}\n\n{story}\n"
        (project.raw / f"{key}.txt").write_text(text, "utf-8")
        record = {"key": key, "file": f"{key}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        record |= dict.fromkeys(("title", "republisher", "author", "url")) | {"outlet": outlet}
        record |= {"published": {"edtf": "2020-03-04", "basis": [{"words": outlet, "says": "the outlet"}]}}
        record |= {"chain": [{"who": outlet, "role": "outlet", "words": outlet}]}
        sources.append(record | {"reliability": {"grade": "direct", "reason": "its own reporting"}})
    project.sources.write_text(json.dumps(sources), "utf-8")
    write_mentions(project)
    return project


def rulings(project: Project, rule_on, **right) -> dict[str, TextRulings]:
    """Return a ruling on the claim as it was last linked."""
    sha256 = json.loads(project.sources.read_text("utf-8"))[0]["sha256"]
    [found] = [row for row in rows(read_table(project, "claims")) if row["exact"] == COUNT]
    return {"gazette2020": TextRulings(text=sha256, rulings=[rule_on(found, review_state="corrected", right=right)])}


def state(project: Project) -> dict[str, object]:
    """Return what is told of who said the ruled claim: by columns, chain, origin, status, evidence and figure."""
    documents = read_table(project, "documents")
    [claim] = [
        row for row in rows(read_table(project, "claims")) if (row["doc_id"], row["exact"]) == ("gazette2020", COUNT)
    ]
    of_claim = {
        table: [row for row in rows(read_table(project, table)) if row["claim_id"] == claim["claim_id"]]
        for table in ("provenance", "origins", "verifications")
    }
    [shown] = [each for text in read_evidence(project) for each in text.claims if each.claim_id == claim["claim_id"]]
    tables = (read_table(project, table) for table in ("provenance", "reuse", "origins", "claims"))
    dependence = lay_out_dependence(documents, *tables)
    return {
        "speaker": claim["speaker"],
        "actor": claim["speaker_actor"],
        "cue": claim["cue"],
        "via": claim["via"],
        "chain": [step["who"] for step in of_claim["provenance"]],
        "origin": of_claim["origins"][0]["origin"],
        "status": of_claim["verifications"][0]["verification_status"],
        "evidence": (shown.attribution, shown.verification_status),
        "shared origins": [lines for lines in dependence.nodes["lines"] if "Union" in str(lines)],
    }


def test_all_that_is_told_of_a_speaker_follows_a_ruling(harbour, link_and_weigh, rule_on):
    link_and_weigh(harbour)
    read = state(harbour)
    assert (read["speaker"], read["actor"], read["via"]) == ("clerk", None, "Island Gazette")
    assert read["chain"] == ["gazette2020", "Island Gazette", "clerk"]
    assert (read["origin"], read["status"]) == ("clerk, to Island Gazette", "reported twice")
    assert not read["shared origins"]

    link_and_weigh(harbour, rulings(harbour, rule_on, speaker="Ann Lee"))
    ruled = state(harbour)
    assert (ruled["speaker"], ruled["actor"], ruled["via"]) == ("Ann Lee", "lee", "Island Gazette")
    assert ruled["chain"] == ["gazette2020", "Island Gazette", "Ann Lee"]
    assert (ruled["origin"], ruled["status"]) == ("Free Harbour Union", "single origin")
    assert ruled["evidence"] == ("Ann Lee via Island Gazette", "single origin")
    assert ruled["shared origins"]


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        pytest.param(
            {"speaker": "Island Gazette", "via": None},
            {"speaker": "Island Gazette", "via": None, "chain": ["gazette2020", "Island Gazette"]},
            id="an intermediary that speaks itself is none",
        ),
        pytest.param(
            {"speaker": None, "cue": None},
            {"speaker": None, "actor": None, "origin": "Island Gazette", "via": "Island Gazette"},
            id="nobody: the outlet's own words",
        ),
        pytest.param({"cue": "shout"}, {"cue": "shout", "speaker": "clerk"}, id="cue"),
        pytest.param(
            {"via": "Norrin Courier, then Island Gazette"},
            {"chain": ["gazette2020", "Island Gazette", "Norrin Courier", "clerk"]}
            | {"origin": "clerk, to Norrin Courier", "via": "Norrin Courier, then Island Gazette"},
            id="one more intermediary",
        ),
        pytest.param(
            {"via": None}, {"chain": ["gazette2020", "clerk"], "origin": "clerk, to gazette2020"}, id="no intermediary"
        ),
    ],
)
def test_a_ruling_changes_the_one_record(harbour, link_and_weigh, rule_on, right, expected):
    link_and_weigh(harbour)
    link_and_weigh(harbour, rulings(harbour, rule_on, **right))
    ruled = state(harbour)
    assert {field: ruled[field] for field in expected} == expected


@pytest.mark.parametrize(
    ("right", "message"),
    [
        pytest.param({"actor": "guild"}, "no actor 'guild'", id="an unknown key"),
        pytest.param({"speaker": "Island Gazette"}, "via would be None", id="an intermediary speaks"),
        pytest.param({"speaker": "Ann Lee", "via": "Ann Lee"}, "via would be None", id="who speaks is no intermediary"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(harbour, link_and_weigh, rule_on, right, message):
    link_and_weigh(harbour)
    with pytest.raises(RulingError, match=message):
        link_and_weigh(harbour, rulings(harbour, rule_on, **right))


@pytest.fixture(scope="module")
def brief(tmp_path_factory, write_mentions, link_and_weigh) -> Project:
    """The texts of this repository, read, linked and weighed with their rulings."""
    project = Project(tmp_path_factory.mktemp("brief"))
    shutil.copytree(find_project(Path(__file__)).root / "data", project.root / "data")
    write_mentions(project)
    link_and_weigh(project, read_rulings(project))
    return project


def check_origins(origins, said, *, codebook):
    """Check that each claim's origin follows from its attribution, or from that of a claim that it repeats."""
    own = {claim: find_origin(said[claim], codebook) for claim in origins.claim_id}
    known = {origin.origin_id for origin in own.values()}
    names = {origin.key: origin.name for origin in sorted(own.values(), reverse=True)}
    for row in origins.itertuples():
        expected, repeated = own[row.claim_id], row.how in (SAME_WORDS, SHARED)
        assert row.origin_id in known, row.claim_id
        assert repeated or (row.origin, row.how) == (names[expected.key], expected.how), row.claim_id


def test_columns_chain_and_origin_of_every_claim_agree(brief):
    claims, attributions, provenance = (read_table(brief, table) for table in SAID)
    said = check_attributions(claims, attributions, provenance)
    check_origins(read_table(brief, "origins"), said, codebook=read_codebook(brief))
    steps = {name: list(rows(own)) for name, own in provenance.groupby("claim_id")}
    for claim in rows(claims):
        chain = steps[claim["claim_id"]]
        last = chain.pop()
        assert (last["role"] == "speaker") == bool(claim["speaker"])
        assert last["who"] == claim["speaker"] or not claim["speaker"]
        through = chain[1:] if claim["speaker"] else [*chain[1:], last]
        assert (claim["via"] or "").split(", then ") == ([each["who"] for each in reversed(through)] or [""])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param("claims", "speaker", id="another speaker"),
        pytest.param("claims", "speaker_actor", id="another actor"),
        pytest.param("claims", "cue", id="another cue"),
        pytest.param("claims", "via", id="another intermediary"),
        pytest.param("attributions", "speaker", id="another attribution"),
        pytest.param("provenance", "who", id="another chain"),
        pytest.param("origins", "origin_id", id="another origin"),
    ],
)
def test_a_planted_disagreement_is_refused(brief, table, column):
    tables = {name: read_table(brief, name) for name in (*SAID, "origins")}
    spoken = tables["claims"].claim_id[tables["claims"].speaker_actor.notna()].iloc[0]
    planted = tables[table].claim_id == spoken
    tables[table].loc[tables[table].index[planted][-1], column] = "somebody else"
    with pytest.raises((TableError, AssertionError), match=spoken):
        check_origins(
            tables["origins"], check_attributions(*(tables[name] for name in SAID)), codebook=read_codebook(brief)
        )


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("attributions", "speaker_start", 0, id="another span of the speaker"),
        pytest.param("provenance", "role", "herald", id="an unknown role"),
        pytest.param("provenance", "step", 9, id="a gap in the steps"),
        pytest.param("provenance", "claim_id", "c-nobody", id="steps of no claim"),
        pytest.param("attributions", "claim_id", "c-nobody", id="an attribution of no claim"),
    ],
)
def test_rows_that_do_not_fit_each_other_are_refused(brief, table, column, value):
    tables = {name: read_table(brief, name) for name in SAID}
    spoken = tables["attributions"].claim_id[tables["attributions"].speaker_start > 0].iloc[0]
    tables[table].loc[tables[table].index[tables[table].claim_id == spoken][-1], column] = value
    with pytest.raises(TableError, match=f"{spoken}|c-nobody"):
        check_attributions(*tables.values())


def test_a_claim_without_attribution_is_refused(brief):
    claims, attributions, provenance = (read_table(brief, table) for table in SAID)
    with pytest.raises(TableError, match=claims.claim_id[0]):
        check_attributions(claims, attributions[attributions.claim_id != claims.claim_id[0]], provenance)
