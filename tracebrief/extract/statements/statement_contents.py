"""What of reported speech is a statement: one clause each, without whom it is put to and the writer's own words.

A bare phrase ("concerns about the dam"), a fragment and an act that is only meant ("refused to pay") are none.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tracebrief.extract.hedges import Grades
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import LONGEST_CLIMB, SUBJECTS
from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.extract.statements.content_heads import FRAMES
from tracebrief.extract.statements.content_spans import trim
from tracebrief.model.spans import Span

WORDS = read_words("statement_words")
DEED = read_words("hedge_scopes")["objects whose claiming asserts the deed"]
WRITERS = WORDS["words that open a clause of the writer's own"]
JOINING = WORDS["words that join two statements"]
SHOWING = WORDS["verbs of showing"]
EXPECTED = WORDS["verbs whose passive tells what is to come"]
NOMINAL = WORDS["verbs whose object is a statement"]
RELATIVE = {"WDT", "WP", "WP$", "WRB"}
# Subjects, and the "there" or "it" in their place.
BEGINNINGS = SUBJECTS | {"expl"}
VERBS = {"VERB", "AUX"}
PHRASAL = {"object", "preposition", "complement", "person_of"}
OPENING = '“„«"‘'
QUOTES = OPENING + "”»’"


def statements_of(article: Article, one: ReportedSpeech, grades: Grades) -> list[ReportedSpeech]:
    """Return reported speech as one statement for each clause with a subject, or a modality, of its own."""
    if one.quoted or one.frame == "post":
        return [one]
    one = _without_addressee(article, one)
    last = one.content[-1]
    cuts = _cuts(article, last, grades) if len(one.content) == 1 else [last.start]
    starts, end = cuts, _end_of_report(article, one, last)
    pieces = [Span(start, stop) for start, stop in zip(starts, [*starts[1:], end], strict=True) if start < stop]
    trimmed = [_without_joint(article, piece) for piece in pieces]
    return [replace(one, content=(*one.content[:-1], piece)) for piece in trimmed if len(piece)]


def is_statement(article: Article, one: ReportedSpeech) -> bool:
    """Say whether what is reported can stand as a statement: a clause, or what is asked for, denied or claimed."""
    tokens = [token for part in one.content for token in _tokens(article, part)]
    if sum(token.is_alpha for token in tokens) < 2:
        return False
    if one.frame in PHRASAL and one.group is not None:
        if one.group.modality in ("asked", "denied", "alleged"):
            return one.group.pos == "VERB"
        return one.lemma in NOMINAL or any(token.lemma_ in DEED for token in tokens)
    if one.frame == "infinitive" and one.group is not None:
        return one.group.kind == "speech"
    if one.frame == "person_infinitive" and one.group is not None:
        return one.group.modality == "asked" or one.group.kind != "wish"
    return any(token.pos_ in VERBS for token in tokens) and _is_clause(article, one, tokens)


def _is_clause(article: Article, one: ReportedSpeech, tokens: list[Token]) -> bool:
    """Say whether words with a verb are a clause: not a relative one, nor what is seen or only expected."""
    head = stance(article, one.content)
    relative = tokens[0].tag_ in RELATIVE
    if one.frame == "passive":
        return not relative and one.lemma not in EXPECTED
    if one.lemma in SHOWING and (relative or head is None or not _is_finite(head)):
        return False
    return not (relative and head is not None and head.dep_ == "relcl")


def stance(article: Article, content: Sequence[Span]) -> Token | None:
    """Return the word whose modality a statement has: the verb of its main clause."""
    heads = [token for part in content for token in _tokens(article, part) if _is_top(token, part)]
    verbs = [head for head in heads if head.pos_ in VERBS]
    verbs = [first for verb in verbs for first in (*_coordinate_before(verb, content), verb)]
    main = [verb for verb in verbs if verb.dep_ != "advcl"]
    finite = [verb for verb in main if _is_finite(verb)]
    return next(iter([*finite, *main, *verbs, *heads]), None)


def _coordinate_before(verb: Token, content: Sequence[Span]) -> list[Token]:
    """Return the main clause that a parser hung on the one joined to it: "it stays, but we will not mend it"."""
    for child in verb.lefts:
        subjects = [word for word in child.lefts if word.dep_ in BEGINNINGS]
        joint = any(word.dep_ == "cc" and child.i < word.i < verb.i for word in verb.children)
        if child.dep_ == "ccomp" and joint and subjects and any(part.start <= child.idx < part.end for part in content):
            return [child]
    return []


def is_clause(verb: Token, span: Span) -> bool:
    """Say whether a verb is that of a whole clause in a span: in a tense, and with its subject."""
    subjects = [child for child in verb.children if child.dep_ in BEGINNINGS]
    return _is_finite(verb) and any(span.start <= subject.idx < span.end for subject in subjects)


def _is_top(token: Token, part: Span) -> bool:
    """Say whether a word hangs on none of the words of a span."""
    return token.head == token or not part.start <= token.head.idx < part.end


def _without_addressee(article: Article, one: ReportedSpeech) -> ReportedSpeech:
    """Return what is asked of someone or what someone is accused of, without that person."""
    cue = article.token_at(one.cue.start)
    if one.group is None or one.frame not in ("person_infinitive", "person_of"):
        return one
    heads = FRAMES[one.frame](cue, one.group)
    inner = [child for head in heads for child in (head, *head.children)]
    if one.frame == "person_infinitive":
        begin = next((word.idx for word in inner if word.tag_ == "TO" and word.head in heads), None)
    else:
        after = next((word for word in inner if word.dep_ == "prep" and word.lower_ in one.group.prepositions), None)
        deed = after.nbor() if after is not None and after.i + 1 < len(after.doc) else None
        begin = deed.idx if deed is not None and deed.lower_.endswith("ing") else None
    if begin is None or not one.content[-1].start < begin < one.content[-1].end:
        return one if begin != one.content[-1].start else replace(one, content=one.content[-1:])
    return replace(one, content=(Span(begin, one.content[-1].end),))


def _cuts(article: Article, span: Span, grades: Grades) -> list[int]:
    """Return where each statement of a span begins: behind an "and" or "but" that joins two clauses."""
    starts = [span.start]
    top = stance(article, [span])
    for joint in _tokens(article, span):
        if joint.dep_ != "cc" or joint.lower_ not in JOINING:
            continue
        first = joint.head
        second = next((child for child in first.rights if child.dep_ == "conj" and child.i > joint.i), None)
        set_off = joint.i > 0 and joint.nbor(-1).text == ","
        if second is None or not (set_off or _is_joined_to(first, top)) or not _is_own(first, second, grades):
            continue
        if _is_outside_quotation(article.text, span.start, joint.idx) and joint.idx > span.start:
            starts.append(joint.idx)
    return starts


def _is_joined_to(verb: Token, top: Token | None) -> bool:
    """Say whether a verb is the main one of a statement or coordinate with it."""
    for _ in range(LONGEST_CLIMB):
        if verb == top:
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _is_own(first: Token, second: Token, grades: Grades) -> bool:
    """Say whether a coordinate verb makes a statement of its own: a subject, or another modality, and a tense."""
    if first.pos_ not in VERBS or second.pos_ not in VERBS:
        return False
    subjects = [child for child in second.lefts if child.dep_ in BEGINNINGS]
    if cue_groups(second) and any(child.dep_ == "ccomp" for child in second.rights):
        return False  # a report within the report, which is a statement of its own already
    if subjects:
        return subjects[0].tag_ not in RELATIVE
    return _is_finite(second) and grades.stance(first) != grades.stance(second)


def _is_finite(verb: Token) -> bool:
    return any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in (verb, *verb.lefts))


def _end_of_report(article: Article, one: ReportedSpeech, span: Span) -> int:
    """Return where the report ends and a clause of the writer's own begins (", though the group goes on")."""
    for token in _tokens(article, span):
        before = token.nbor(-1) if token.i else None
        if before is None or before.text != "," or token.idx <= span.start:
            continue
        rest = Span(token.idx, span.end)
        clause = token.head
        writers = (token.lower_ in WRITERS and clause.dep_ in ("advcl", "relcl")) or _is_as_reported(token)
        if token.tag_ == "VBG" and token.dep_ == "advcl" and cue_groups(token):
            writers, clause = True, token  # "called on them to leave, urging …": the next report
        if (
            writers
            and clause.right_edge.idx + len(clause.right_edge) >= span.end - 1
            and (clause is token or not _is_quoted(article, rest))
        ):
            return before.idx
    return span.end


def _is_as_reported(token: Token) -> bool:
    """Say whether a word opens an aside of the writer's: "as the Herald reported"."""
    verb = token.head
    return token.lower_ == "as" and verb.dep_ == "advcl" and any(group.kind == "speech" for group in cue_groups(verb))


def _without_joint(article: Article, span: Span) -> Span:
    """Return a span without the word that joins it to the statement before."""
    for token in _tokens(article, span)[:1]:
        if token.dep_ == "cc":
            span = Span(token.idx + len(token), span.end)
    return trim(article.text, span)


def _tokens(article: Article, span: Span) -> list[Token]:
    tokens = article.doc.char_span(span.start, span.end, alignment_mode="expand")
    return [token for token in tokens if not token.is_space] if tokens is not None else []


def _is_outside_quotation(text: str, start: int, at: int) -> bool:
    words = text[start:at]
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _is_quoted(article: Article, span: Span) -> bool:
    return any(mark in QUOTES for mark in span.cut(article.text) if mark not in "’")
