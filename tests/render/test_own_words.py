"""Words that an author declares to rest on nothing are listed with their line and their reason."""

from tracebrief.render import list_own_words


def test_own_words_are_listed_with_their_reason(project):
    prose = 'One.\n[Two *views*]{.own\nreason="of the brief"} and [three]{.own}.\n'
    (project.report / "index.qmd").write_text(prose, "utf-8")
    assert list(list_own_words(project)) == [
        "report/index.qmd:2: “Two views” rests on nothing: of the brief",
        "report/index.qmd:3: “three” rests on nothing: no reason given",
    ]


def test_words_that_rest_on_claims_are_not_listed(project):
    (project.report / "index.qmd").write_text('[Two]{.claim key="a"} of []{.claim key="b"}.\n', "utf-8")
    assert list(list_own_words(project)) == []
