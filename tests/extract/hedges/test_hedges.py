"""Hedges: the cue, the words it governs, and what they become; and the words that no hedge reaches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracebrief.extract.hedges import find_hedges, modality_at
from tracebrief.extract.parsing import parse
from tracebrief.model.spans import Span
from tracebrief.model.tables import to_table

MARKS = re.compile(r"\[\[|\]\]|\{\{|\}\}")


def _plain(marked):
    return MARKS.sub("", marked)


def _spans(marked, left, right):
    """Return where the marked words stand once all marks are taken out."""
    found = []
    for match in re.finditer(re.escape(left) + "(.*?)" + re.escape(right), marked):
        start = len(_plain(marked[: match.start()]))
        found.append(Span(start, start + len(_plain(match[1]))))
    return found


# The marked words have this modality.
GOVERNED = [
    ("Villagers said the dam [[may burst]] as the river rises.", "hypothetical"),
    ("Villagers said the dam may burst as the river [[rises]].", "asserted"),
    ("[[Two hundred]] miners could lose their jobs.", "hypothetical"),
    ("The mine, which employs [[200 people]], could close.", "asserted"),
    ("The mayor said the dam [[burst]].", "asserted"),
    ("The mayor claimed the dam [[burst]].", "alleged"),
    ("The dam, the mayor said, [[burst]].", "asserted"),
    ("The firm reportedly [[sold]] the mine.", "alleged"),
    ("The firm is accused of [[selling]] the mine.", "alleged"),
    ("A film shows the alleged [[theft]] of a boat.", "alleged"),
    ("Some 40 miners are believed to [[live]] there.", "alleged"),
    ("Reports of the [[flood]] have not been independently verified.", "unverified"),
    ("Independent verification of the [[flood]] is not yet available.", "unverified"),
    ("Reports of the [[flood]] were confirmed.", "asserted"),
    ("A clerk sent a film which she says [[shows]] a theft. This needs further confirmation.", "unverified"),
    ("The firm plans to [[close]] the mine.", "planned"),
    ("The firm said it would [[close]] the mine.", "planned"),
    ("The firm said rain would [[close]] the mine.", "hypothetical"),
    ("The firm will [[close]] the mine.", "planned"),
    ("The firm will not [[close]] the mine.", "denied"),
    ("The firm could not [[close]] the mine.", "denied"),
    ("The firm is not going to [[close]] the mine.", "denied"),
    ("The firm refused to [[close]] the mine.", "denied"),
    ("The firm did not fail to [[close]] the mine.", "asserted"),
    ("The firm did not deny it but [[closed]] the mine.", "asserted"),
    ("The firm did not say when the mine [[closed]].", "asserted"),
    ("None of the dams [[broke]].", "denied"),
    ("The firm not only [[closed]] the mine but sold it.", "asserted"),
    ("The clerk does not know whether the mine [[closed]].", "asked"),
    ("The firm has yet to [[close]] the mine.", "denied"),
    ("The firm may yet [[close]] the mine.", "hypothetical"),
    ("The firm hoped to [[close]] the mine.", "planned"),
    ("The hare hopped over a fence and [[left]].", "asserted"),
    ("The council voted to [[close]] the mine.", "planned"),
    ("The council voted and [[closed]] the mine.", "asserted"),
    ("The firm said a [[strike]] was likely.", "hypothetical"),
    ("The firm said a [[strike]] was costly.", "asserted"),
    ("The firm [[closed]] maybe five mines.", "asserted"),
    ("Maybe the firm [[closed]] five mines.", "hypothetical"),
    ("The mine will remain [[closed]].", "hypothetical"),
    ("If the dam does not [[hold]], the town is lost.", "hypothetical"),
    ("The union called on the firm to [[close]] the mine.", "asked"),
    ("Did the firm [[close]] the mine?", "asked"),
    ("The firm attempted to [[close]] the mine.", "asserted"),
    ("Farmers fear a [[flood]].", "hypothetical"),
    ("The fear is that the dam [[bursts]].", "hypothetical"),
    ("The firm threatened the union with [[dismissals]].", "hypothetical"),
    ("The firm wants to stop the [[strike]].", "asserted"),
    ("The crew left early to [[rest]].", "planned"),
    ("The crew began to [[rest]].", "asserted"),
    ("In [[May]] the river froze.", "asserted"),
    # what will come about is predicted, what somebody will do is planned
    ("The repair will [[require]] forty divers.", "hypothetical"),
    ("The bridge is expected to [[reopen]] in May.", "hypothetical"),
    ("Prices will [[rise]] before the harvest.", "hypothetical"),
    ("The pump is going to [[fail]].", "hypothetical"),
    ("The lease will [[lapse]] in June.", "hypothetical"),
    ("The strike will [[cost]] the port a million crowns.", "hypothetical"),
    ("The council said it would [[cost]] too much.", "hypothetical"),
    ("The firm has closed two mines and will [[sell]] a third.", "planned"),
    ("The firm said it had closed one mine and would [[sell]] a second.", "planned"),
    ("The judge will [[hear]] 30 witnesses.", "planned"),
    ("Thirty witnesses will be [[heard]].", "planned"),
    ("The mayor is going to [[open]] a school.", "planned"),
    ("The mayor hoped it would [[open]].", "hypothetical"),
    # could, might, should
    ("Should the dam [[break]], thousands would flee.", "hypothetical"),
    ("Should the dam break, thousands would [[flee]].", "hypothetical"),
    ("Had the gate [[held]], the mill would have been saved.", "hypothetical"),
    ("The regulator might [[impose]] a cap on rents.", "hypothetical"),
    ("A second storm could [[halt]] the search.", "hypothetical"),
    ("The team could [[hear]] the whistle.", "hypothetical"),
    # fears and appearances
    ("Eleven climbers were feared [[dead]].", "hypothetical"),
    ("[[Eleven climbers]] were feared dead.", "hypothetical"),
    ("Growers fear that blight will [[destroy]] the crop.", "hypothetical"),
    ("Divers found what appeared to be [[an anchor]].", "alleged"),
    ("The bank appears to have [[missed]] a warning.", "alleged"),
    ("Growers who feared blight [[burned]] their trees.", "asserted"),
    ("The actor who appeared on Monday [[left]].", "asserted"),
    # refusals, requests
    ("The mayor refused to confirm whether the bridge had [[cracked]].", "unverified"),
    ("The mayor did not explicitly confirm that the bridge had [[cracked]].", "unverified"),
    ("The mayor confirmed that the bridge had [[cracked]].", "asserted"),
    ("The mayor has rejected calls to [[resign]].", "asked"),
    ("Pupils repeated their demand for a [[refund]].", "asked"),
    ("The board was asked to [[publish]] its figures.", "asked"),
    ("The board published the figures that pupils had [[asked]] for.", "asserted"),
    # denials, dismissals, decisions against
    ("The mayor dismissed reports that the dam [[leaked]].", "denied"),
    ("The mayor rejected claims that a clerk [[stole]] funds.", "denied"),
    ("The mayor rejected a budget that the council [[passed]].", "asserted"),
    ("The judge dismissed a [[lawsuit]].", "asserted"),
    ("Police ruled out a [[theft]].", "denied"),
    ("The firm decided against [[selling]] the mine.", "denied"),
    ("There is no evidence that the pump [[failed]].", "denied"),
    ("There is evidence that the pump [[failed]].", "asserted"),
    ("Neither the clerk nor the mayor [[answered]].", "denied"),
    ("The clerk had not paid or [[signed]].", "denied"),
    ("The clerk had not paid but [[signed]].", "asserted"),
    # claiming a deed, wanting to say
    ("A group claimed responsibility for [[burning]] a mast.", "asserted"),
    ("A group claimed responsibility for an [[attack]] on a mast.", "asserted"),
    ("A group claimed that masts were [[burned]].", "alleged"),
    ("We want to make clear that the port [[is]] open.", "asserted"),
    ("I would like to stress that the dam [[held]].", "asserted"),
    ("We want to make the dam [[hold]].", "planned"),
    # counts of what is there already, and of what is planned
    ("The league plans to guard [[ten boats]].", "asserted"),
    ("The league plans to build [[ten boats]].", "planned"),
    ("The storm could reach [[400 families]] who live by the river.", "asserted"),
    ("The storm could reach [[400 families]].", "hypothetical"),
    ("The league plans to help [[40 families]] displaced by the flood.", "asserted"),
    ("The league plans to hire [[40 people]].", "planned"),
    ("The league plans to visit all [[99 counties]].", "asserted"),
    ("The firm will buy [[12 barges]] that will cost a million crowns.", "planned"),
    # questions
    ("Why were the nurses not [[told]]?", "asked"),
    ("The nurses were not [[told]].", "denied"),
    ("If money is [[found]], the clinic stays open.", "hypothetical"),
    ("If money is found, the clinic [[stays]] open.", "asserted"),
]


@pytest.mark.parametrize(("marked", "modality"), GOVERNED, ids=[marked for marked, _ in GOVERNED])
def test_modality_of_marked_words(marked, modality):
    article = parse("x", _plain(marked))
    assert modality_at(article, _spans(marked, "[[", "]]")[0]) == modality


# Marked cues are found as hedges, and no others.
FOUND = [
    ("The wall [[could]] fall.", ["hypothetical"]),
    ("The firm [[plans]] to close the mine.", ["planned"]),
    ("The firm did [[not]] close the mine.", ["denied"]),
    ("The mayor said that the wall fell on Friday.", []),
    ("The firm managed to close the mine.", []),
    ("The firm closed the mine and left to rest.", []),
    ("Prices rose by a third, according to the bank.", []),
]


@pytest.mark.parametrize(("marked", "modalities"), FOUND, ids=[marked for marked, _ in FOUND])
def test_hedges_of_a_sentence(marked, modalities):
    hedges = find_hedges(parse("x", _plain(marked)))
    assert [Span(hedge.start, hedge.end) for hedge in hedges] == _spans(marked, "[[", "]]")
    assert [hedge.modality for hedge in hedges] == modalities


def test_hedge_in_boilerplate_is_none():
    assert find_hedges(parse("x", "You may also like")) == []


def test_hedges_make_their_table():
    article = parse("x", "The firm may close. It will not say whether it plans to sell.\n\nIt could, if it wanted to.")
    assert len(to_table("hedges", find_hedges(article))) >= 5


@pytest.mark.parametrize("span", [(0, 0), (3, 4), (0, 999), (50, 60)])
def test_a_span_without_words_is_asserted(span):
    assert modality_at(parse("x", "Rain   fell."), Span(*span)) == "asserted"


CUES = "may not if whether no none refused to plans denied that the flood alleged fear of threat ? . , “ ( \n\n 200"
WORDS = st.sampled_from(CUES.split(" "))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)))
def test_no_text_raises_and_all_spans_lie_within(text):
    article = parse("x", text)
    for hedge in find_hedges(article):
        assert 0 <= hedge.start < hedge.end <= len(text)
        assert 0 <= hedge.scope_start < hedge.scope_end <= len(text)
        assert modality_at(article, Span(hedge.start, hedge.end))
    to_table("hedges", find_hedges(article))
