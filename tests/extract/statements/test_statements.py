"""Statements: whose words they are, where they stand, and the quotation marks that mean nothing of the kind."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.parsing import parse
from tracebrief.extract.statements import find_quotations, find_statements
from tracebrief.model.tables import to_table
from tracebrief.read import find_passages

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
LETTERS = re.compile(r"\w+")


def _plain(marked):
    return MARK.sub(r"\1", marked)


def _content(text, statement):
    return [text[start:end] for start, end in json.loads(statement.content)]


def _said(text):
    """Return what is said, word for word but without punctuation, with its speaker and cue."""
    found = find_statements(parse("x", text))
    return [(LETTERS.findall(" ".join(_content(text, one))), one.speaker, one.cue) for one in found]


# Marked text: [[ ]] is one statement's content, in as many pieces as marks → kind, speaker, cue, recipient.
CASES = {
    "quotation before its cue": ("“[[The dam is safe]],” the mayor said.", "quote", "mayor", "say", None),
    "cue before its quotation": ("The mayor said, “[[The dam is safe.]]”", "quote", "mayor", "say", None),
    "straight marks": ('"[[The dam is safe]]," said Ada Quillon.', "quote", "Ada Quillon", "say", None),
    "single marks and apostrophes": (
        "'[[It's what we've built and it won't fall]],' the builders' clerk said.",
        "quote",
        "builders' clerk",
        "say",
        None,
    ),
    "split by its cue": (
        "“[[The dam is old]],” the mayor told reporters. “[[We will mend it.]]”",
        "quote",
        "mayor",
        "tell",
        "reporters",
    ),
    "a quotation inside": ("“[[He called it a ‘wonder’ of the age]],” the mayor said.", "quote", "mayor", "say", None),
    "a long apposition": (
        "“[[The dam is safe]],” retired engineer Ada Quillon, who led the works for ten years, told the Herald.",
        "quote",
        "Ada Quillon",
        "tell",
        "the Herald",
    ),
    "quoted words end the sentence": (
        "[[Talks on the dam have “effectively stopped]],” a senior clerk told the Herald.",
        "mixed",
        "senior clerk",
        "tell",
        "the Herald",
    ),
    "quoted words, then a sentence of the same speaker": (
        "[[The talks have “effectively stopped]],” the mayor said. “[[We are all very tired of it.]]”",
        "mixed",
        "mayor",
        "say",
        None,
    ),
    "reported clause": ("The mayor said [[that the dam was safe]].", "indirect", "mayor", "say", None),
    "reported clause with quoted words": (
        "The mayor warned [[that the dam was “a disgrace”]].",
        "mixed",
        "mayor",
        "warn",
        None,
    ),
    "cue at the end": ("[[The dam was safe for now]], the mayor said.", "indirect", "mayor", "say", None),
    "according to": (
        "[[The dam was built in a hurry]], according to the Herald.",
        "indirect",
        "Herald",
        "according to",
        None,
    ),
    "according to, first": (
        "According to the Herald, [[the dam was built in a hurry]].",
        "indirect",
        "Herald",
        "according to",
        None,
    ),
    "believed to": ("[[The dam]] is believed [[to be cracked]].", "indirect", None, "believe", None),
    "a report speaks": ("A new report has warned [[that the dam may break]].", "indirect", "new report", "warn", None),
    "warned of": ("The engineers warned of [[the weakness of the dam]].", "indirect", "engineers", "warn", None),
    "claimed responsibility": (
        "The militia claimed [[responsibility for two bombings]].",
        "indirect",
        "militia",
        "claim",
        None,
    ),
    "accused of": (
        "The mayor accused the builder of [[hiding cracks]].",
        "indirect",
        "mayor",
        "accuse",
        None,
    ),
    "fears among": (
        "Fears are growing among engineers [[that the dam may break]].",
        "indirect",
        "engineers",
        "fear",
        None,
    ),
    "embedded post": (
        "The clerk shared a film of the dam.\n\n[[The dam is leaking badly tonight. More soon.]]\n"
        "— Ada Quillon (@quillon) May 3, 2021\n\nThe film ends there.",
        "quote",
        "Ada Quillon",
        "post",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_statement_is_found_with_who_says_it(case):
    marked, kind, speaker, cue, recipient = case
    text = _plain(marked)
    wanted = LETTERS.findall(" ".join(MARK.findall(marked)))
    statements = find_statements(parse("x", text))
    found = [one for one in statements if LETTERS.findall(" ".join(_content(text, one))) == wanted]
    assert len(found) == 1, [_content(text, one) for one in statements]
    assert (found[0].kind, found[0].speaker, found[0].cue, found[0].recipient) == (kind, speaker, cue, recipient)


NOTHING = {
    "a scare quote": "The so-called “safe zone” lies by the river.",
    "a title": "She reads “The Dam” every year.",
    "an apostrophe": "The builders' clerk didn't see the dam's cracks.",
    "a decade": "The dam was built in the '70s and the '80s.",
    "inches": 'The pipe is 6" wide and 12" long.',
    "saying without content": "The mayor spoke for an hour and then left.",
    "a headline of what happens": "Old Dam Will Unleash Great Flood On Mayor",
    "a mark without its partner": "The dam “was built in a hurry. The builders left. The town paid.",
    "a question of fact": "The dam holds 3,000 tonnes of water.",
    "told nothing": "The mayor told a long story.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_nobody_is_shown_to_say_is_no_statement(text):
    assert _said(text) == []


SPEAKERS = {
    "surname": ("Mayor Ada Quillon opened the dam. Quillon said it was safe.", "Ada Quillon"),
    "pronoun with one person": ("Mayor Ada Quillon opened the dam. She said it was safe.", "Ada Quillon"),
    "pronoun with a woman and a man": ("Ada Quillon and Bert Harrow met at the dam. She said it held.", "Ada Quillon"),
    "pronoun with two women": ("Mayor Ada Quillon and Joan Harrow met at the dam. She said it was safe.", None),
    "the official": ("A harbour official said the dam was old. The official said it was safe.", "harbour official"),
    "an acronym": ("The Free Harbour Union (FHU) met. The FHU said the dam was safe.", "Free Harbour Union"),
    "not who is only mentioned": ("Ada Quillon’s lawyer said the dam was safe.", "Ada Quillon’s lawyer"),
    "nobody": ("They said the dam was safe.", None),
}


@pytest.mark.parametrize("case", SPEAKERS.values(), ids=SPEAKERS)
def test_a_speaker_is_resolved_or_left_open(case):
    text, speaker = case
    assert _said(text)[-1][1] == speaker


MODALITIES = {
    "said": ("The mayor said that the dam was safe.", "asserted"),
    "denied content": ("The mayor said it will not close the dam.", "denied"),
    "claimed": ("The mayor claimed that the dam was safe.", "alleged"),
    "promised": ("The mayor promised to close the dam.", "planned"),
    "denied": ("The mayor denied that the dam was safe.", "denied"),
    "asked": ("The mayor asked whether the dam was safe.", "asked"),
    "may": ("The mayor said the dam may break.", "hypothetical"),
    "hoped": ("The mayor said the firm hoped to close the dam.", "planned"),
    "likely": ("The mayor said a flood was likely.", "hypothetical"),
    "likely of whom": ("The mayor said the likely winner was late.", "asserted"),
    "unlikely": ("The mayor said a flood was unlikely before May.", "hypothetical"),
    "costly": ("The mayor said a flood was costly.", "asserted"),
}


@pytest.mark.parametrize("case", MODALITIES.values(), ids=MODALITIES)
def test_a_statement_stands_as_its_cue_says(case):
    text, modality = case
    assert find_statements(parse("x", text))[0].modality == modality


# What stands between [[ ]] is a statement's content, with its modality; nothing else is a statement.
STATEMENTS = {
    "two clauses, two statements": ("The mayor said [[the dam was safe]] and [[the road was open]].", ["asserted"] * 2),
    "set off by a comma": (
        "The mayor said [[that the dam was safe]], and [[that the mill may close]].",
        ["asserted", "hypothetical"],
    ),
    "one subject, one statement": ("The mayor said [[the dam leaked and cracked]].", ["asserted"]),
    "one subject, two modalities": (
        "The mayor said [[she has sold the mill]] and [[will buy a barge]].",
        ["asserted", "planned"],
    ),
    "an alternative": ("The mayor said [[the dam may hold or the town may move]].", ["hypothetical"]),
    "a duty": ("The mayor said [[the dam must be mended]].", ["asserted"]),
    "an inverted condition": (
        "The mayor warned [[the mill would be lost should the dam break]].",
        ["hypothetical"],
    ),
    "a semicolon": ("The mayor said [[the dam held]]; the mill did not.", ["asserted"]),
    "the writer's contrast": ("The mayor said [[that the dam was safe]], though it leaks.", ["asserted"]),
    "the writer's comment": ("The mayor said [[the dam was safe]], which surprised the crew.", ["asserted"]),
    "a condition of the speaker's": ("The mayor said [[that the dam was safe, if it rained no more]].", ["asserted"]),
    "whom it is asked of": ("The mayor urged the council [[to close the dam]].", ["asked"]),
    "two requests": ("The mayor urged the crew [[to leave]], asking them [[to lock the gate]].", ["asked", "asked"]),
    "whom it is alleged of": ("The mayor accused the builder of [[hiding cracks]].", ["alleged"]),
    "a condition before an inserted cue": (
        "[[Unless it rains]], the mayor said, [[the dam will hold]].",
        ["hypothetical"],
    ),
    "left open": ("The mayor refused to confirm [[whether the dam leaked]].", ["unverified"]),
    "not confirmed": ("The mayor did not explicitly confirm [[that the dam leaked]].", ["unverified"]),
    "not thought": ("The mayor does not think [[that the dam leaked]].", ["denied"]),
    "opinion of a named person": ("The mayor believes [[that the dam leaked]].", ["asserted"]),
    "opinion of nobody": ("[[The dam]] is believed [[to leak]].", ["alleged"]),
    "likely": ("The mayor said [[that rents were likely to rise]].", ["hypothetical"]),
    "a plan that is told": ("The mayor said [[that the firm plans to sell the mill]].", ["planned"]),
    "an agreement that is told": ("The mayor said [[that the firm agreed to sell the mill]].", ["asserted"]),
    "wanting to make clear": ("The mayor said [[she wants to make clear that the dam is safe]].", ["asserted"]),
    "a deed that is claimed": ("A group claimed [[responsibility for burning a mast]].", ["asserted"]),
    "what is dismissed": ("The mayor dismissed [[the threat]].", ["denied"]),
    "an aim": ("The mayor wants to close the dam.", []),
    "a refusal": ("The mayor refused to close the dam.", []),
    "a promise": ("The mayor promised [[to close the dam]].", ["planned"]),
    "a bare noun phrase": ("The mayor discussed the safety of the dam.", []),
    "concerns of nobody": ("Concerns about the safety of the dam grew.", []),
    "what a film shows": ("A film shows what appeared to be a crack.", []),
    "a thing foreseen": ("The dam is expected to reopen in May.", []),
    "a name for it": ("The mayor called the builder careless.", []),
    "one word": ("The mayor said yes.", []),
}


@pytest.mark.parametrize("case", STATEMENTS.values(), ids=STATEMENTS)
def test_what_is_a_statement_and_how_it_stands(case):
    marked, modalities = case
    text = _plain(marked)
    found = [one for one in find_statements(parse("x", text)) if one.kind != "phrase"]
    said = [" ".join(_content(text, one)) for one in found]
    wanted = MARK.findall(marked) if len(modalities) > 1 else [" ".join(MARK.findall(marked))] * len(modalities)
    assert [LETTERS.findall(one) for one in said] == [LETTERS.findall(one) for one in wanted]
    assert [one.modality for one in found] == modalities


def test_each_quotation_stands_by_itself():
    text = "“The dam is old,” the mayor told reporters. “We will mend it. It holds.”"
    [found] = find_statements(parse("x", text))
    assert [modality for _, _, modality in json.loads(found.quoted)] == ["asserted", "planned"]


QUOTATIONS = {
    "two paragraphs, opened twice": (
        "“One is here.\n\n“Two is there,” she said.",
        ["“One is here.", "“Two is there,”"],
    ),
    "two lines, opened once": ('"One is here.\nTwo is there," she said.', ['"One is here.', 'Two is there,"']),
    "single marks in a sentence": ("He said 'yes, we can' and left.", ["'yes, we can'"]),
    "double within single": ("'He said \"yes\" to us,' she said.", ["'He said \"yes\" to us,'"]),
    "typewriter marks": ("``It rained,'' she said. ``A lot.''", ["``It rained,''", "``A lot.''"]),
    "no partner": ("He said “yes and left. She stayed.", []),
    "apostrophes only": ("The clerks' dogs aren't ours.", []),
}


@pytest.mark.parametrize("case", QUOTATIONS.values(), ids=QUOTATIONS)
def test_quotation_marks_are_paired(case):
    text, parts = case
    found = find_quotations(text, find_passages(text))
    assert [part.cut(text) for quotation in found for part in quotation.parts] == parts


def test_boilerplate_says_nothing():
    assert (
        _said("Skip to main content\n\nThe dam held.\n\n© Example Ltd. The editor said that all rights are reserved.")
        == []
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "‘", "’", " the mayor said", "It rained", ", ", ". ", "\n\n", " “", "” ", ":", "—"]
        ),
        max_size=25,
    )
)
def test_no_pile_of_marks_raises_or_leaves_the_text(pieces):
    text = "".join(pieces)
    statements = find_statements(parse("x", text))
    to_table("statements", statements)
    for one in statements:
        places = [(one.start, one.end), (one.sentence_start, one.sentence_end), *json.loads(one.content)]
        assert all(0 <= start < end <= len(text) for start, end in places)


def test_an_endless_line_says_nothing():
    article = parse("x", "The mayor said the dam “was safe, and he left it " * 500)
    assert find_statements(article) == []
