"""Story and boilerplate of the page: each boilerplate form matches its example and refuses its counter-example."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.read.passages import find_passages, read_boilerplate_forms

STORY = "The bridge over the river was closed after the flood, officials said.\n"


def kinds(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    return [(passage.kind, passage.boilerplate) for passage in find_passages(text, title=title)]


@pytest.mark.parametrize("form", read_boilerplate_forms(), ids=lambda form: f"{form.kind}: {form.example[:30]}")
def test_each_form_matches_its_example_only(form):
    match = form.regex.search if form.inline else form.regex.fullmatch
    assert match(form.example)
    assert not match(form.unlike)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Share this post:", ("boilerplate", "share"), id="share button"),
        pytest.param('{"video_id":"x","video":"Storm Leaves 4 Dead"}', ("boilerplate", "player"), id="player JSON"),
        pytest.param("© Example Newspapers Ltd.", ("boilerplate", "licence"), id="copyright"),
        pytest.param("A crowd in May 2021. (Photo by Ann Lee/AFP)", ("boilerplate", "caption"), id="caption"),
        pytest.param("Staff writer Ann Lee contributed to this article.", ("boilerplate", "author"), id="credit"),
        pytest.param("By Ada Quillon", ("boilerplate", "author"), id="byline"),
        pytest.param("Share prices fell by 4 percent on Monday.", ("body", None), id="share, a noun"),
        pytest.param("The group published 40 reports in 2020.", ("body", None), id="published, a verb"),
        pytest.param("More than 40 people fled.", ("body", None), id="more, a bound"),
        pytest.param("“Copyright is theft,” she said.", ("body", None), id="copyright, in a quotation"),
        pytest.param("She said {sic} it was over.", ("body", None), id="braces in a sentence"),
    ],
)
def test_a_line_below_the_story_opening(line, expected):
    assert kinds(STORY + line + "\n" + STORY.replace("bridge", "road"))[1] == expected


def test_a_teaser_inside_a_paragraph_is_cut_out_and_nothing_is_lost():
    text = "The mayor spoke. (Related: A storm is coming) He left.\n"
    passages = find_passages(text)
    assert [passage.span.cut(text) for passage in passages if passage.kind == "boilerplate"] == [
        "(Related: A storm is coming)"
    ]
    assert "".join("".join(passage.span.cut(text).split()) for passage in passages) == "".join(text.split())


def test_what_stands_above_the_title_is_not_story():
    assert kinds("Evening Paper Stories Today.\nFlood closes bridge\n" + STORY, title="Flood closes bridge") == [
        ("boilerplate", "navigation"),
        ("heading", None),
        ("body", None),
    ]


def test_without_a_title_nothing_is_above_it():
    assert kinds("The paper opened.\n" + STORY) == [("body", None), ("body", None)]


def test_a_line_that_the_story_repeats_is_a_caption():
    assert [kind for kind, _ in kinds(STORY + "A second thing happened there.\n" + STORY)] == [
        "boilerplate",
        "body",
        "body",
    ]


def test_hard_wrapped_lines_are_one_passage():
    text = "The commission that had been asked to look into the matter\nfound nothing wrong.\n\nNext day it rained.\n"
    assert len(find_passages(text)) == 2


def test_lines_that_close_are_not_joined():
    assert (
        len(find_passages("It was a long day for all the people who had been waiting there.\nand then it rained.\n"))
        == 2
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_and_no_character_is_lost(text):
    passages = find_passages(text)
    kept = "".join("".join(passage.span.cut(text).split()) for passage in passages)
    assert kept == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(passages))


@pytest.mark.parametrize("text", ["", "\n\n", '"', "no end", "x" * 200_000, "(" * 20_000], ids=lambda text: text[:5])
def test_odd_texts_do_not_raise(text):
    find_passages(text)
