"""Says who a speaker is, within one text: "he", "the official" and "Quillon" as the fullest form that the text gives.

Two people whom a word could mean are none: the speaker is then None, and the words that stand there remain its span.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tracebrief.extract.lexicons import read_forms, read_words
from tracebrief.extract.names.genders import Gender
from tracebrief.extract.parsing import Article
from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.extract.statements.quotations import Quotation
from tracebrief.extract.statements.speaker_candidates import Candidates
from tracebrief.extract.statements.speaker_spans import owner_of
from tracebrief.model.mentions import Name
from tracebrief.model.spans import Span

WORDS = read_words("statement_words")
FORMS = read_forms("statement_forms")
PERSONAL: dict[str, Gender] = dict.fromkeys(WORDS["pronouns for a woman"], "woman")
PERSONAL |= dict.fromkeys(WORDS["pronouns for a man"], "man")
THING, SEVERAL = WORDS["pronouns for a thing"], WORDS["pronouns for several"]
NOBODY = WORDS["words for nobody in particular"]
ASKING, ANSWERING = WORDS["verbs that want an answer"], WORDS["verbs of answering"]
HEARING = WORDS["bodies that hear a case"]
DETERMINER = FORMS["determiner of a speaker"]
DEFINITE = FORMS["determiner of a speaker named before"]
OWNED = FORMS["owner of a speaker"]
AGED, SEATED = FORMS["age of a speaker"], FORMS["seat of a speaker"]
BRACKETED = FORMS["words in brackets"]
# So many statements back a reader still knows who "the official" was.
MEMORY = 60
Known = list[tuple[Span, str | None]]


def name_speakers(
    article: Article, reports: Sequence[ReportedSpeech], names: Sequence[Name], quotations: Sequence[Quotation]
) -> list[str | None]:
    """Return the speaker of each report as the text names them most fully; None where it leaves that open."""
    quoted = [part for quotation in quotations for part in quotation.parts]
    reported = [part for one in reports if one.frame in ("clause", "that") for part in one.content]
    candidates = Candidates(article, names, quoted, reported)
    known: Known = []
    for index, one in enumerate(reports):
        if _is_heard_in_court(article, one):
            known.append((one.cue, candidates.prosecutor()))
            continue
        if one.speaker is None:
            known.append((one.cue, None))
            continue
        if (asked := _asked_on(article, reports, index)) is not None:
            known.append((one.speaker, known[asked][1]))
            continue
        besides = _asker(article, one, reports[index - 1], known[-1][1]) if index else frozenset()
        who = _speaker(article, one.speaker, names, known[-MEMORY:], candidates, besides)
        known.append((one.speaker, who))
        if who:
            candidates.add_speaker(who, one.speaker)
    return [speaker for _, speaker in known]


def _is_heard_in_court(article: Article, one: ReportedSpeech) -> bool:
    """Say whether a court is told of a case, by whoever brings it: "the jury heard that", "a court was told"."""
    verb = article.token_at(one.cue.start)
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if not subjects or subjects[0].lemma_.lower() not in HEARING:
        return False
    return verb.lemma_ == "hear" or (verb.lemma_ == "tell" and verb.tag_ == "VBN")


def _asker(article: Article, one: ReportedSpeech, last: ReportedSpeech, who: str | None) -> frozenset[str]:
    """Return who asked just before, and so does not answer."""
    if who is None or last.lemma not in ASKING or one.cue == last.cue:
        return frozenset()
    if one.lemma in ANSWERING:
        return frozenset([who])
    by = article.text[last.cue.end : last.speaker.start].strip() == "by" if last.speaker else False
    turned = by or last.recipient is not None or _passage(article, last.start) != _passage(article, one.start)
    return frozenset([who]) if turned else frozenset()


def _asked_on(article: Article, reports: Sequence[ReportedSpeech], index: int) -> int | None:
    """Return the report before an answer whose asker asks on without a cue."""
    one = reports[index]
    if one.frame != "quote.continued" or not _is_question(article, one):
        return None
    before = next((at for at in range(index - 1, -1, -1) if reports[at].cue != one.cue), None)
    if before is None or _is_question(article, reports[before + 1]) or not _is_question(article, reports[before]):
        return None
    return before


def _is_question(article: Article, one: ReportedSpeech) -> bool:
    return one.content[-1].cut(article.text).rstrip("”\"’' ").endswith("?")


def _speaker(
    article: Article, who: Span, names: Sequence[Name], known: Known, candidates: Candidates, besides: frozenset[str]
) -> str | None:
    who = owner_of(article, who) or who
    words = " ".join(who.cut(article.text).split())
    low = words.lower()
    if low in PERSONAL:
        return candidates.person(who.start, PERSONAL[low], besides=besides)
    if low in THING or low in SEVERAL:
        return candidates.group(who.start, several=low in SEVERAL)
    if low in NOBODY:
        return None
    if named := _named(article, who, names):
        return named
    if whose := OWNED.match(words):
        return _of_owner(who.start, whose["owner"].lower(), words[whose.end() :], candidates)
    if DEFINITE.match(words):
        return _taken_up(article, who, words, known, candidates)
    return _without_apposition(article, who, DETERMINER.sub("", words, count=1)) or None


def _of_owner(at: int, pronoun: str, thing: str, candidates: Candidates) -> str:
    """Return whose agent "her agent" is; a body that was named before has that name: "his ministry"."""
    if body := candidates.named_body(at, thing.split()[-1].lower()):
        return body
    if pronoun in PERSONAL:
        owner = candidates.person(at, PERSONAL[pronoun])
    else:
        owner = candidates.group(at, several=pronoun in SEVERAL)
    name = thing.rpartition(", ")[2]
    if name != thing and name.istitle():
        return name
    return f"{owner}’s {thing}" if owner else thing


def _without_apposition(article: Article, who: Span, words: str) -> str:
    """Return a name without what is told of it behind a comma: "Quillon, a baker who knew them"."""
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
    if tokens is None or tokens.root.pos_ != "PROPN" or any(token.dep_ == "conj" for token in tokens.root.children):
        return words
    return words.split(", ")[0]


def _named(article: Article, who: Span, names: Sequence[Name]) -> str | None:
    """Return the name that a noun phrase is about: its head or its apposition, not one that only modifies it."""
    inside = [name for name in _names_from(names, who.start, who.end) if name.end <= who.end]
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
    if not inside or tokens is None:
        return None
    heads = {
        tokens.root.idx,
        *(token.idx for token in tokens if token.dep_ == "appos" and token.head.i == tokens.root.i),
    }
    if any(token.dep_ == "conj" and token.head.i == tokens.root.i for token in tokens):
        return None
    about = [name for name in inside if any(name.start <= head < name.end for head in heads)]
    persons = {name.name for name in about if name.type == "PER"}
    if len(persons) == 1:
        return persons.pop()
    at_end = [name for name in inside if name.type == "PER" and name.end == who.end and tokens[-1].dep_ != "pobj"]
    if not about and len(at_end) == 1 and sum(name.type == "PER" for name in inside) == 1:
        return at_end[0].name
    whole = {name.name for name in about if not re.search(r"[a-z]{3}", _around(article.text, who, name))}
    return whole.pop() if len(whole) == 1 and not persons else None


def _around(text: str, who: Span, name: Name) -> str:
    """Return the words of a noun phrase beside a name in it, without an article and brackets."""
    before = DETERMINER.sub("", text[who.start : name.start])
    return before + BRACKETED.sub("", text[name.end : who.end])


def _taken_up(article: Article, who: Span, words: str, known: Known, candidates: Candidates) -> str | None:
    """Return whom "the official" takes up: the one speaker before, described by the same words; else the words."""
    bare = DETERMINER.sub("", words, count=1)
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
    head = tokens.root.lower_ if tokens is not None else bare.split()[-1].lower()
    described = bare.lower().split()
    if AGED.match(bare):
        return candidates.anyone(who.start) or bare
    if SEATED.match(bare):
        return candidates.any_body(who.start) or bare
    if described[-1] != head:
        return bare  # "the mayor of the town" says who it is
    same = {
        speaker
        for span, speaker in known
        if span.end <= who.start and speaker and _is_described(article, span, described) and len(speaker) > len(bare)
    }
    if len(same) == 1:
        return same.pop()
    if same:
        nearest = {speaker for span, speaker in known if speaker in same and _is_near(article, span, who)}
        return nearest.pop() if len(nearest) == 1 else None
    return candidates.officer(who.start, described) or candidates.body(who.start, head) or bare


def _is_described(article: Article, span: Span, words: Sequence[str]) -> bool:
    return set(re.findall(r"\w+", span.cut(article.text).lower())).issuperset(words)


def _is_near(article: Article, span: Span, who: Span) -> bool:
    """Say whether at most one paragraph begins between two spans."""
    return _passage(article, who.start) - _passage(article, span.start) <= 1


def _passage(article: Article, at: int) -> int:
    return bisect_right(article.passages, at, key=lambda passage: passage.start)


def _names_from(names: Sequence[Name], start: int, end: int) -> Sequence[Name]:
    """Return the names that begin between two offsets; `names` stand in order."""
    first = bisect_left(names, start, key=lambda name: name.start)
    return names[first : bisect_left(names, end, lo=first, key=lambda name: name.start)]
