"""Prose sentence by sentence: what rests on nothing, or leaves behind what it rests on, is refused with its line."""

import pytest

from tracebrief.draw.values import PublishedValue
from tracebrief.model.claims import Claim
from tracebrief.model.tables import TABLES
from tracebrief.project.paths import Project
from tracebrief.render.bound_prose import check_bound_prose
from tracebrief.render.comparisons import NamedComparison
from tracebrief.render.grounds import Grounds
from tracebrief.render.markdown_pages import read_markdown_page
from tracebrief.render.quarto_config import FrontMatter

HEAD = "---\ntitle: The tunnel\n---\n\n"
EMPTY = dict.fromkeys(TABLES["claims"].columns) | {
    "start": 0,
    "end": 9,
    "modality": "asserted",
    "prefix": "",
    "suffix": "",
    "passage": 1,
    "rule": "test",
    "rule_version": "1",
    "status": "accepted",
    "review_state": "confirmed",
}


def claim(name: str, doc: str, kind: str, exact: str, **columns: object) -> Claim:
    return Claim(**EMPTY | {"claim_id": f"c-{name}", "doc_id": doc, "kind": kind, "exact": exact} | columns)


def number(name: str, doc: str, exact: str, value: float, **columns: object) -> Claim:
    return claim(name, doc, "quantity", exact, low=value, high=value, **{"bound": "exact"} | columns)


MINISTER = {"speaker": "transport minister Ida Holm", "speaker_actor": "holm"}
ENGINEERS = {"speaker": "two engineers of the line"}
CLAIMS = [
    number("dead", "dawn1987", "40 diggers", 40, first="1987-05-04", last="1987-05-04"),
    number("hurt", "dawn1987", "at least 12 diggers", 12, bound="at least"),
    number("lost", "wire1987", "about 40 diggers", 40, bound="about"),
    claim("flood", "dawn1987", "event", "The tunnel flooded", first="1987-05-01", last="1987-05-31"),
    claim("all", "wire1987", "statement", "that all the pumps had failed", **MINISTER),
    claim("may", "wire1987", "statement", "the roof could fall", modality="hypothetical", **ENGINEERS),
    claim("sealed", "wire1987", "statement", "the tunnel will be sealed", modality="planned", **MINISTER),
    claim("bribe", "dawn1987", "statement", "the firm took bribes", modality="alleged"),
    claim("none", "wire1987", "statement", "No warning was given", modality="denied"),
    claim("rumour", "wire1987", "event", "a second shaft collapsed", modality="unverified"),
    claim("often", "wire1987", "statement", "that pumps often failed", **MINISTER),
    claim("unsafe", "wire1987", "statement", "that the pumps were not safe to run", **MINISTER),
    claim("shout", "wire1987", "statement", "the shaft is open", speaker=f"{'THE MINE ' * 8}envoy"),
    claim("quote", "wire1987", "quote", "“we heard the water first”", speaker="Ida Holm", speaker_actor="holm"),
]
VALUES = {
    "dead": PublishedValue(["c-dead"], "words", 40, "40 diggers"),
    "hurt": PublishedValue(["c-hurt"], "words", 12, "at least 12 diggers"),
    "quote": PublishedValue(["c-quote"], "words", None, "“we heard the water first”"),
    "texts": PublishedValue([], "counted", 2, "two", "count"),
    "pumps.known": PublishedValue(["c-all"], "counted", 1, "one", "count"),
    "no.cause": PublishedValue([], "searched", 0, "no", "search"),
}
PUBLISHED = {"dawn1987": ("1987-05-06", "1987-05-06"), "wire1987": ("1987-05-01", "1987-05-31")}
GROUNDS = Grounds(
    {each.claim_id: each for each in CLAIMS},
    VALUES,
    {"toll": NamedComparison((("c-dead", "c-lost"),), "agree", "one number", None, "an editor")},
    PUBLISHED,
    {"holm": ["Ida Holm", "the minister"]},
)


@pytest.fixture
def check(project: Project):
    """Return a function that checks a page about a flooded tunnel, and gives its mistakes."""

    def check_page(prose: str, *, head: str = "The tunnel") -> list[str]:
        (project.report / "index.qmd").write_text(f"{HEAD}{prose}\n", "utf-8")
        page = read_markdown_page(project, "report/index.qmd")
        problems = check_bound_prose(project, page, FrontMatter(title=head), GROUNDS)
        return [str(problem).removeprefix("report/index.qmd:") for problem in problems]

    return check_page


SOUND = {
    "a value": '[]{.claim key="dead"} died [@dawn1987].',
    "own words": 'The [tunnel filled with water]{.claim id="c-flood"} [@dawn1987].',
    "a number of its claim in own words": '[The 40 who dug]{.claim id="c-dead"} died [@dawn1987].',
    "a bound that is repeated": '[At least 12]{.claim id="c-hurt"} were hurt [@dawn1987].',
    "a bound in other words": '[12 or more]{.claim id="c-hurt"} were hurt [@dawn1987].',
    "the day of a claim": 'On Monday, 4 May 1987 []{.claim key="dead"} died [@dawn1987].',
    "a month of which a claim is": 'In May 1987 [the tunnel flooded]{.claim id="c-flood"} [@dawn1987].',
    "a range of days": 'Between 1 and 31 May 1987 [the tunnel flooded]{.claim id="c-flood"} [@dawn1987].',
    "a lead-in with the day of what follows": '**Monday, 4 May.** []{.claim key="dead"} died [@dawn1987].',
    "a quotation": 'The minister said: []{.claim key="quote"} [@wire1987].',
    "a quotation of words within": 'The minister [heard “the water first”]{.claim id="c-quote"} [@wire1987].',
    "a count": '[]{.claim key="texts"} texts speak of the tunnel [@dawn1987; @wire1987].',
    "one as a pronoun": 'One text has [the flood]{.claim id="c-flood"}, which one can read [@dawn1987].',
    "all of a claim": 'The minister said that [all pumps had failed]{.claim id="c-all"} [@wire1987].',
    "all by a count": '[Every account of the pumps]{.claim key="pumps.known"} is the minister’s [@wire1987].',
    "none by a search": '[No text gives a cause]{.claim key="no.cause"} [@dawn1987; @wire1987].',
    "at all, after all, each other": 'After all, [the tunnel flooded]{.claim id="c-flood"} at once [@dawn1987].',
    "a speaker by name": 'Ida Holm said: []{.claim key="quote"} [@wire1987].',
    "a speaker by role": 'Engineers warned that [the roof could fall]{.claim id="c-may"} [@wire1987].',
    "a speaker named before": 'The minister spoke of []{.claim key="quote"} [@wire1987]. She wanted [the tunnel sealed]'
    '{.claim id="c-sealed"} [@wire1987].',
    "alleged, as somebody says": 'The paper says that [the firm took bribes]{.claim id="c-bribe"} [@dawn1987].',
    "alleged in so many words": '[The firm allegedly took bribes]{.claim id="c-bribe"} [@dawn1987].',
    "hypothetical in another word": 'Engineers feared that [the roof might fall]{.claim id="c-may"} [@wire1987].',
    "denied": '[Nobody was warned]{.claim id="c-none"} [@wire1987].',
    "words about a citation": 'The [tunnel filled with water]{.claim id="c-flood"} [see @dawn1987, as told].',
    "titles without numbers": '::: {.callout-note title="How to read this"}\nThe [tunnel filled with water]'
    '{.claim id="c-flood"} [@dawn1987].\n:::',
    "a quotation with its negation": "The minister said that [pumps were “not safe to run”]"
    '{.claim id="c-unsafe"} [@wire1987].',
    "a quotation in a denial": 'The minister denied that [pumps were “safe to run”]{.claim id="c-unsafe"} [@wire1987].',
    "not, of a claim that denies": '[People were not warned]{.claim id="c-none"} [@wire1987].',
    "not, of a claim in negative words": 'The minister said: [the pumps did not run]{.claim id="c-all"} [@wire1987].',
    "not only": '[Not only the shaft, but the tunnel flooded]{.claim id="c-flood"} [@dawn1987].',
    "not verified": 'That [another shaft fell in]{.claim id="c-rumour"} is not confirmed [@wire1987].',
    "a comparison": '[The tolls of 40 agree]{.comparison key="toll"} [@dawn1987; @wire1987].',
    "cited behind in its paragraph": '[It flooded]{.claim id="c-flood"}. []{.claim key="dead"} died [@dawn1987].',
    "a citation behind the full stop": '[The tunnel flooded]{.claim id="c-flood"}. [@dawn1987]',
    "words of the author's own": '[We take two views]{.own reason="of the brief"}.',
    "a name with digits in code": 'See `f-12` on [the flood]{.claim id="c-flood"} [@dawn1987].',
    "about the brief itself": "::: {.uncited}\nWe say what is known, all of it; each text was read in May.\n:::",
    "a heading that asks": "# What do all the texts say?",
    "a caption": "![Deaths by source, each a dot.](x.svg)",
    "a month as a verb": 'The water may march on: [the tunnel flooded]{.claim id="c-flood"} [@dawn1987].',
    "a plain sentence": 'Tunnels are wet. [It flooded]{.claim id="c-flood"} [@dawn1987].',
    "a figure that shows": '@fig-a shows [the flood]{.claim id="c-flood"} [@dawn1987].',
}


@pytest.mark.parametrize("prose", SOUND.values(), ids=SOUND.keys())
def test_sound_prose_passes(check, prose):
    assert check(prose) == []


FLOOD = '[It flooded]{.claim id="c-flood"} [@dawn1987].'
REFUSED = {
    "a digit": (f"There were 3 shafts. {FLOOD}", "the number “3” rests on nothing"),
    "a number word": (f"Twelve men drank. {FLOOD}", "the number “Twelve” rests on nothing"),
    "a vague number": (f"Dozens of men drank. {FLOOD}", "the number “Dozens” rests on nothing"),
    "only one": (f"They dug only one shaft. {FLOOD}", "the number “one” rests on nothing"),
    "a number about the brief itself": ("::: {.uncited}\nWe read five texts.\n:::", "the number “five” rests"),
    "a number in a heading": ("# The 3 shafts", "the number “3” rests on nothing"),
    "a number in a caption": ("![The 3 shafts.](x.svg)", "the number “3” rests on nothing"),
    "another number than its claim's": (
        '[The 41 who dug]{.claim id="c-dead"} died [@dawn1987].',
        "the number “41” is in none of the claims",
    ),
    "a number without its bound": ('[12 men]{.claim id="c-hurt"} were hurt [@dawn1987].', "is “at least” its number"),
    "a number with another bound": ('[over 12 men]{.claim id="c-hurt"} were hurt [@dawn1987].', "is “at least” its"),
    "a quotation of nobody": (f"It was “an act of God”. {FLOOD}", "the quotation “an act of God” rests on nothing"),
    "a quotation that is reworded": (
        'Ida Holm [heard “water first of all”]{.claim id="c-quote"} [@wire1987].',
        "the quotation “water first of all” stands in none",
    ),
    "a quotation about the brief itself": ("::: {.uncited}\nWe “read” it.\n:::", "the quotation “read” rests on"),
    "a day that is not known": ('On 9 May 1987 [it flooded]{.claim id="c-flood"} [@dawn1987].', "“9 May 1987” is the"),
    "another weekday": ('On Tuesday []{.claim key="dead"} died [@dawn1987].', "“Tuesday” is the date of no claim"),
    "another year": ('In 1988 []{.claim key="dead"} died [@dawn1987].', "“1988” is the date of no claim"),
    "a verb of saying": (f"Neighbours said that it smelled. {FLOOD}", "“said” tells what somebody says"),
    "a text that is not used": (
        '[It flooded]{.claim id="c-flood"} [@dawn1987; @wire1987].',
        "@wire1987 is cited, and nothing in its sentence rests on that text",
    ),
    "a text that is not cited": ('Engineers fear [the roof could fall]{.claim id="c-may"}.', "does not cite that text"),
    "cited in the paragraph after": (
        f'Engineers fear that [the roof could fall]{{.claim id="c-may"}}.\n\n{FLOOD}',
        "rests on c-may of wire1987",
    ),
    "all": (f"All diggers drank. {FLOOD}", "“All” speaks of all, and rests on nothing"),
    "all of what its claim does not say": (
        '[All tunnels flooded]{.claim id="c-flood"} [@dawn1987].',
        "“All” speaks of all; none of the claims",
    ),
    "no text": (f"No text gives a cause. {FLOOD}", "“No” speaks of none, and rests on nothing"),
    "the texts do not": (f"Why, the texts do not tell. {FLOOD}", "“texts do not” speaks of none"),
    "most": (f"Most of the diggers drank. {FLOOD}", "“Most” speaks of most"),
    "only one of": (f"Only one of the firms drank. {FLOOD}", "“Only one” speaks of only some"),
    "the other texts": (f"The other texts are short. {FLOOD}", "“The other texts” speaks of all others"),
    "alleged, told as so": ('[The firm took bribes]{.claim id="c-bribe"} [@dawn1987].', "is alleged, and no word"),
    "could, told as so": (
        'Engineers: [the roof falls]{.claim id="c-may"} [@wire1987].',
        "is hypothetical, and no word",
    ),
    "planned, told as done": (
        'The minister has [the tunnel sealed]{.claim id="c-sealed"} [@wire1987].',
        "is planned, and no word",
    ),
    "denied, told as so": ('[A warning was given]{.claim id="c-none"} [@wire1987].', "is denied, and no word"),
    "not verified, told as so": (
        '[A shaft collapsed]{.claim id="c-rumour"} [@wire1987].',
        "is unverified, and no word",
    ),
    "a quotation without its speaker": (
        'One heard: []{.claim key="quote"} [@wire1987].',
        "is said by “Ida Holm”, whom",
    ),
    "a statement without its speaker": (
        '[All pumps had failed]{.claim id="c-all"} [@wire1987].',
        "Ida Holm”, whom the",
    ),
    "a pronoun for nobody": ('She said: []{.claim key="quote"} [@wire1987].', "is said by “Ida Holm”, whom"),
    "a number cut short": ('[4 diggers]{.claim id="c-dead"} died [@dawn1987].', "“4” is in none of the claims"),
    "a number's end": ('[0 diggers]{.claim id="c-dead"} died [@dawn1987].', "“0” is in none of the claims"),
    "a number within a word": (
        'The minister said: [ten had, the pumps had offended]{.claim id="c-often"} [@wire1987].',
        "“ten” is in none",
    ),
    "a quotation cut within a word": (
        'The minister [heard “he water first”]{.claim id="c-quote"} [@wire1987].',
        "the quotation “he water first” stands in none",
    ),
    "a number before a citation": ('[It flooded]{.claim id="c-flood"} [forty died, @dawn1987].', "“forty” rests on"),
    "a number behind a citation": ('[It flooded]{.claim id="c-flood"} [@dawn1987, 40 died].', "“40” rests on nothing"),
    "a number in a callout's title": (
        f'::: {{.callout-note title="How 40 died"}}\n{FLOOD}\n:::',
        "5: the number “40” rests on nothing",
    ),
    "a number told to those who cannot see": (
        f'{FLOOD}\n\n![A pump](pump.png){{fig-alt="A pump with 3 men"}}',
        "7: the number “3” rests on nothing",
    ),
    "a quotation without its negation": (
        'The minister said that [pumps were “safe to run”]{.claim id="c-unsafe"} [@wire1987].',
        "the quotation “safe to run” leaves out the “not” before it",
    ),
    "a negation of its own": ('[The tunnel did not flood]{.claim id="c-flood"} [@dawn1987].', "“not” denies what"),
    "a contraction": ('[The tunnel didn\'t flood]{.claim id="c-flood"} [@dawn1987].', "denies what"),
    "never": ('[The tunnel never flooded]{.claim id="c-flood"} [@dawn1987].', "“never” speaks of none; none of"),
    "own words with a mark for a reason": (f'[We take two views]{{.own reason="."}}. {FLOOD}', "without a reason"),
    "a speaker in many capitals": ('[The shaft is open]{.claim id="c-shout"} [@wire1987].', "envoy”, whom the"),
    "own words without a reason": (f"[We take two views]{{.own}}. {FLOOD}", "without a reason"),
    "likely, outside the judgements": (
        f"It is likely that it fell. {FLOOD}",
        "a likelihood outside the key judgements",
    ),
}


@pytest.mark.parametrize(("prose", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_rests_on_nothing_is_refused(check, prose, said):
    problems = check(prose)
    assert any(said in problem for problem in problems), problems
    assert len({problem.partition(";")[0] for problem in problems}) <= 2, problems


def test_a_title_holds_no_number(check):
    assert check(FLOOD, head="Three shafts") == [
        "2: the number “Three” in the title, where no value can stand; say it in the text"
    ]


def test_each_mistake_has_its_line(check):
    prose = f"{FLOOD}\nThere were 3 shafts.\n\n- {FLOOD}\n  They said\n  that 4 men left {{#x}}.\n"
    lines = [problem.partition(":")[0] for problem in check(prose)]
    assert sorted(lines) == ["10", "6", "9"]


@pytest.mark.parametrize("word", ["_pump_", "__pump__", "caf&eacute;", "pump\\_house", "S&amp;P", "a_b"])
def test_markup_within_a_word_moves_no_line(check, word):
    plain = word.replace("&eacute;", "é").replace("&amp;", "&").replace("\\_", "_").strip("_")
    prose = f"The {word} stood here.\n\nThere were 3 shafts.\n\nThe {plain} stood there.\n"
    assert [problem.partition(":")[0] for problem in check(prose)] == ["7"]


JUDGED = """\
# Key judgements {{#sec-judgements}}

{lead}

1. **{said}**
   {basis} [The tunnel flooded]{{.claim id="c-flood"}} [@dawn1987].
"""


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        pytest.param("It is likely that the tunnel stays shut.", "", id="a band"),
        pytest.param("It is very unlikely that it opens. We have high confidence in the gauges.", "", id="apart"),
        pytest.param("There is almost no chance of it.", "", id="the lowest band"),
        pytest.param("The tunnel is shut.", "We give no time and no likelihood.", id="none, and said so"),
        pytest.param("The tunnel is shut, without a likelihood.", "", id="none, and said so in the judgement"),
    ],
)
def test_a_key_judgement_has_a_band_or_says_that_it_has_none(check, said, lead):
    assert check(JUDGED.format(said=said, lead=lead, basis="*Basis:*")) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        pytest.param("The tunnel may well stay shut; that is likely.", "“may” is no likelihood", id="may well"),
        pytest.param("It will probably stay shut, which is likely.", "“probably” is no likelihood", id="probably"),
        pytest.param("It is likely, with high confidence, that it stays shut.", "stands in one sentence", id="both"),
        pytest.param("The tunnel is shut.", "a key judgement without a likelihood", id="no band"),
        pytest.param("It possibly stays shut, without a likelihood.", "“possibly” is no", id="possibly"),
    ],
)
def test_other_words_of_likelihood_are_refused(check, said, message):
    problems = check(JUDGED.format(said=said, lead="", basis="*Basis:*"))
    assert len(problems) == 1 and message in problems[0], problems


def test_a_key_judgement_has_its_basis(check):
    (problem,) = check(JUDGED.format(said="It is likely that it stays shut.", lead="", basis=""))
    assert problem.startswith("9: a key judgement without its basis")


def test_what_a_speaker_holds_possible_is_no_likelihood_of_ours(check):
    said = (
        'It is likely that it stays shut. Engineers warned that [the roof might fall]{.claim id="c-may"} [@wire1987].'
    )
    assert check(JUDGED.format(said=said, lead="", basis="*Basis:*")) == []
