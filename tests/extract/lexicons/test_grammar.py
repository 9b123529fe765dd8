"""Each rule of grammar takes what its one sentence marks, and nothing of the other."""

import re

import pytest

from tracebrief.extract.lexicons import either, read_lexicon
from tracebrief.extract.lexicons.grammar import LEXICONS, Rule

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
RULES = {f"{lexicon}: {rule.key}": rule for lexicon in LEXICONS for rule in read_lexicon(lexicon, Rule)}


def _taken(rule, text):
    words = rf"(?i)(?<!\w)(?:{either(rule.words)})(?!\w)"
    return [match.group() for match in re.finditer(rule.pattern or words, text)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_takes_what_is_marked_and_nothing_where_it_must_not(rule):
    assert bool(rule.words) != bool(rule.pattern)
    assert _taken(rule, MARK.sub(r"\1", rule.matches))[:1] == MARK.findall(rule.matches)
    assert _taken(rule, rule.refuses) == []


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_a_key_names_one_rule(lexicon):
    keys = [rule.key for rule in read_lexicon(lexicon, Rule)]
    assert len(keys) == len(set(keys))
