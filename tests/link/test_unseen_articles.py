"""Claims of articles that no rule was written on keep their scores, and the scores count what they say."""

import pytest

from tests.link.unseen_articles import ARTICLES, is_same_name, is_same_time, is_same_value, measures, score

# What was reached when the articles were first read, rounded down; higher is better.
REACHED = {
    "quantity": 0.92,
    "quote": 0.96,
    "statement": 0.83,
    "event": 0.75,
    "speaker": 0.86,
    "modality": 0.83,
    "days": 0.63,
}


@pytest.fixture(scope="module")
def reached():
    return measures(score(ARTICLES))


@pytest.mark.parametrize("measure", REACHED)
def test_scores_on_unseen_articles(measure, reached):
    assert reached[measure] >= REACHED[measure]


@pytest.mark.parametrize(
    ("mark", "claim", "modality", "same"),
    [
        ("2024-04", "2024-04-01/2024-04-30", "asserted", True),
        ("2023", "2023-01-01/2023-12-31", "asserted", True),
        ("../2024-04-02", "../2024-04-02", "asserted", True),
        ("2024-04-02/..", "2024-04-02", "planned", True),
        ("2024-04-02/..", "2024-04-02", "asserted", False),
        ("2024-04-02", "2024-04-02/2024-04-03", "planned", False),
        ("2024-04-02", None, "asserted", False),
    ],
)
def test_the_same_days(mark, claim, modality, same):
    assert is_same_time(mark, claim, modality) is same


@pytest.mark.parametrize(
    ("mark", "claim", "same"),
    [
        ("Detective Inspector Rosa Lund", "Rosa Lund", True),
        ("the council", "council", True),
        (None, None, True),
        (None, "Rosa Lund", False),
        ("Rosa Lund", "Lund's lawyer", False),
        ("her office", "Rosa Lund", False),
    ],
)
def test_the_same_name(mark, claim, same):
    assert is_same_name(mark, claim) is same


def amount(words, low, high, bound):
    return {"words": words, "low": low, "high": high, "bound": bound}


@pytest.mark.parametrize(
    ("mark", "claim", "same"),
    [
        (amount("8 per cent of them", 0.08, 0.08, "exact"), amount("8 per cent", 8, 8, "exact"), True),
        (amount("half of them", 0.5, 0.5, "exact"), amount("half of them", 0.5, 0.5, "share"), True),
        (amount("half of them", 0.5, 0.5, "about"), amount("half of them", 0.5, 0.5, "share"), False),
        (amount("dozens", None, None, "vague"), amount("dozens", 24, 99, "vague"), True),
        (amount("over 20", 20, None, "more than"), amount("over 20", 20, 20, "more than"), False),
        (amount("12 boats", 12, 12, "exact"), amount("12 boats", 12, 12, "about"), False),
        (amount("0.5 metres", 0.5, 0.5, "exact"), amount("0.5 metres", 50, 50, "exact"), False),
    ],
)
def test_the_same_value(mark, claim, same):
    assert is_same_value(mark, claim) is same
