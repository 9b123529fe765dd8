import pytest

from tracebrief.link.reuse import find_reuse
from tracebrief.model.spans import Span

FIRST = (
    "The mayor opened the meeting late. Dockers fear that the old wooden pier may collapse in the next storm "
    "while repairs wait for money from the capital. Nobody answered her."
)
SENTENCE = "Dockers fear that the old wooden pier may collapse in the next storm"


def found(first: str, second: str, **options) -> list[tuple[str, str]]:
    texts = {"a": first, "b": second}
    reuse = find_reuse([{"doc_id": key, "text": text} for key, text in texts.items()], **options)
    return [(texts[r.doc_id][r.start : r.end], texts[r.source_doc_id][r.source_start : r.source_end]) for r in reuse]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(
            "[[Dockers fear that the old wooden pier may collapse in the next storm]], we hear.", id="verbatim"
        ),
        pytest.param(
            "Here: “[[dockers  fear that the old wooden pier may\ncollapse in the next storm]]”!", id="typography"
        ),
        pytest.param(
            "But [[dockers now fear that the old wooden pier might collapse in the storm]].", id="small edits"
        ),
        pytest.param("Yes: [[dockers fear the old pier wooden may collapse in the next storm]].", id="swapped words"),
    ],
)
def test_a_copy_is_found(copy):
    words = copy[copy.index("[[") + 2 : copy.index("]]")]
    [(here, there)] = found(FIRST, copy.replace("[[", "").replace("]]", ""))
    assert (here, there.lower()) == (words, SENTENCE.lower())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The old pier is closed, and a storm is coming.", id="one subject in other words"),
        pytest.param(
            "Mayor Ann Lee, Captain Tom Ellis and Harbour Master Joe Day of the Free Harbour Union met.", id="names"
        ),
        pytest.param("The meeting opened late.", id="too short"),
        pytest.param("", id="an empty text"),
        pytest.param("storm " * 2000, id="one word for ever"),
    ],
)
def test_what_is_no_copy(text):
    names = "Mayor Ann Lee met Captain Tom Ellis, then Joe Day, Harbour Master, left the Free Harbour Union. "
    assert found(names + FIRST, text) == []


def test_only_the_later_text_copies():
    assert len(found(FIRST, FIRST)) == 1
    assert found(FIRST, "") == []


def test_boilerplate_is_left_out():
    start = FIRST.index(SENTENCE)
    inside = {"a": [Span(0, start)], "b": [Span(0, len(FIRST))]}
    assert all(SENTENCE not in there for _, there in found(FIRST, SENTENCE, within=inside))


PLAIN = "so it was what they had and we were to be with them all by then"
LATER = {
    "a copy goes on as far as its words do": (
        f"Dockers fear that the wooden pier may collapse, {PLAIN} again.",
        f"We hear: dockers fear that the wooden pier may collapse, {PLAIN} now.",
        [f"dockers fear that the wooden pier may collapse, {PLAIN}"],
    ),
    "a quotation of plain words": (
        "“That would have been a proof of our good faith,” she said.",
        "He wrote: “That would have been a proof of our good faith”.",
        ["That would have been a proof of our good faith"],
    ),
    "the frame of a page": (
        '<post author="harbour" day="May 4" kind="notice" length="short">The crane fell.',
        '<post author="valley" day="May 4" kind="notice" length="short">A barn burned.',
        [],
    ),
    "two reports in some of the same words": (
        "A survey released this week found that 28 percent of likely sailors feared storms.",
        "A survey released Monday found 66 percent of likely farmers liked rain.",
        [],
    ),
}


@pytest.mark.parametrize("case", LATER)
def test_how_far_a_copy_goes(case):
    first, second, expected = LATER[case]
    assert [here for here, _ in found(first, second)] == expected
