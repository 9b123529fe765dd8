"""Finds who says what by the grammar of a sentence: a cue, the clause or phrase that it takes, and its subject.

Only the cue's own arguments count: what merely stands nearby is left to the quotations of the paragraph.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import CueGroup, cue_groups, is_quoting_verb, lemma
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import is_endless
from tracebrief.extract.statements.content_heads import FRAMES
from tracebrief.extract.statements.content_spans import content_of, join, trim
from tracebrief.extract.statements.speaker_spans import noun_phrase, recipient_of, speaker_of
from tracebrief.extract.texts import is_title_case
from tracebrief.model.spans import Span

WORDS = read_words("statement_words")
GROWING = WORDS["verbs between a feeling and its clause"]
FROM = WORDS["prepositions of who speaks behind a noun"] | WORDS["prepositions of who feels it behind a noun"]
MEASURES = WORDS["things that something goes by"]
# Frames whose content only follows the cue.
AFTER = ("infinitive", "person_infinitive", "preposition")


@dataclass(frozen=True)
class ReportedSpeech:
    """A cue with its content and, where the sentence has one, its speaker, each at its span."""

    content: tuple[Span, ...]
    cue: Span
    lemma: str
    frame: str
    group: CueGroup | None
    speaker: Span | None = None
    recipient: Span | None = None
    pronoun: Span | None = None  # "who", where the speaker is what it refers to
    quoted: bool = False

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start


def find_clausal_speech(article: Article, quoted: Iterable[Span] = ()) -> Iterator[ReportedSpeech]:
    """Yield the reported speech that grammar shows, outside of quotations."""
    inside = {at for span in quoted for at in range(span.start, span.end)}
    for sentence in article.sentences():
        if is_endless(sentence) or _is_headline(sentence):
            continue
        for token in sentence:
            if token.idx in inside:
                continue
            if token.lower_ == "according":
                yield from _according(article, token)
            elif groups := cue_groups(token):
                one = _by_groups(article, token, groups) or _by_noun(article, token, groups) or _at_end(article, token)
                if one is not None:
                    yield one


def _is_headline(sentence: Tokens) -> bool:
    """Say whether a sentence capitalises nearly every word: its grammar cannot be read."""
    if sentence.text.rstrip().endswith("."):
        return False
    return is_title_case((token.text for token in sentence if token.is_alpha), fewest=4)


def _by_groups(article: Article, cue: Token, groups: tuple[CueGroup, ...]) -> ReportedSpeech | None:
    """Return what a cue reports by the first frame that its sentence fills."""
    for frame, find in FRAMES.items():
        for group in groups:
            if frame in group.frames or (frame == "preposition" and group.prepositions):
                heads = find(cue, group)
                if heads and (spans := content_of(article, cue, heads, after=frame in AFTER)):
                    return _reported_speech(article, cue, group, frame, spans)
    return None


def _by_noun(article: Article, cue: Token, groups: tuple[CueGroup, ...]) -> ReportedSpeech | None:
    """Return "warnings from the mayor that …", "fears grow among them that …": a clause away from its noun."""
    group = next((group for group in groups if group.pos == "NOUN" and "that" in group.frames), None)
    if group is None:
        return None
    speaker: Span | None = None
    for token in cue.doc[cue.i + 1 : cue.sent.end]:
        opens = token.dep_ == "mark" or (token.pos_ == "SCONJ" and token.head.left_edge.i == token.i)
        if token.lower_ == "that" and opens and token.i < token.head.i:
            words = range(token.i, token.head.right_edge.i + 1)
            content = join(article.text, [token_span(cue.doc[i]) for i in words])
            cue_span = token_span(cue)
            return (
                ReportedSpeech(content, cue_span, lemma(cue), "noun", group, speaker) if content and speaker else None
            )
        if token.lower_ in FROM and speaker is None:
            goal = next((child for child in token.rights if child.dep_ == "pobj"), None)
            speaker = noun_phrase(article, goal) if goal is not None else None
        if token.lower_ in (";", ":") or (token.pos_ == "VERB" and token.lemma_ not in GROWING):
            return None
    return None


def _at_end(article: Article, cue: Token) -> ReportedSpeech | None:
    """Return `…, a clerk who knew the bridge told the Herald.`, where the parser lost the sentence's own verb."""
    sentence = cue.sent
    commas = [token.i for token in sentence if token.text == "," and token.i < cue.i]
    if (
        cue.tag_ not in ("VBD", "VBZ", "VBP")
        or not is_quoting_verb(cue)
        or not commas
        or cue.dep_ not in ("relcl", "acl", "appos")
    ):
        return None
    comma, rest = commas[-1], cue.doc[cue.i + 1 : sentence.end]
    who = cue.doc[comma + 1 : cue.i]
    if not len(who) or who[0].tag_ in ("WP", "WDT", "CC", "IN", "TO", "VBG", "VBN", "RB", "WRB"):
        return None
    if any(token.text == "," or token.pos_ == "VERB" for token in rest):
        return None
    group = next((group for group in cue_groups(cue) if "quote" in group.frames), None)
    content = trim(article.text, Span(sentence.start_char, cue.doc[comma].idx))
    if not any(token.pos_ in ("VERB", "AUX") for token in cue.doc[sentence.start : comma]):
        return None
    speaker = trim(article.text, Span(who.start_char, who.end_char))
    recipient = recipient_of(article, cue, (content,))
    return ReportedSpeech((content,), token_span(cue), lemma(cue), "clause", group, speaker, recipient)


def _reported_speech(
    article: Article, cue: Token, group: CueGroup, frame: str, content: tuple[Span, ...]
) -> ReportedSpeech:
    speaker, pronoun = speaker_of(article, cue)
    return ReportedSpeech(
        content=content,
        cue=token_span(cue),
        lemma=lemma(cue),
        frame=frame,
        group=group,
        speaker=speaker,
        recipient=recipient_of(article, cue, content),
        pronoun=pronoun,
    )


def _according(article: Article, token: Token) -> Iterator[ReportedSpeech]:
    """Yield "according to X": the speaker is X, the content the rest of the clause."""
    to = next((child for child in token.subtree if child.lower_ == "to" and child.i - token.i in (1, 2)), None)
    goal = next((child for child in token.subtree if child.dep_ == "pobj" and child.head.lower_ == "to"), None)
    if to is None or goal is None or _is_measure(goal):
        return
    if before := _sentence_before(article, token):
        cue = Span(token.idx, to.idx + len(to))
        yield ReportedSpeech((before,), cue, "according to", "according", None, noun_phrase(article, goal))
        return
    head = token.head
    while head.i != head.head.i and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    if head.i != token.i and (spans := content_of(article, token, [head])):
        cue = Span(token.idx, to.idx + len(to))
        yield ReportedSpeech(spans, cue, "according to", "according", None, noun_phrase(article, goal))


def _is_measure(goal: Token) -> bool:
    """Say whether something goes by this, as in "according to plan", and nobody says it."""
    return goal.lower_ in MEASURES and not any(child.dep_ in ("poss", "det", "compound") for child in goal.lefts)


def _sentence_before(article: Article, token: Token) -> Span | None:
    """Return the sentence that a fragment "According to X." belongs to: the one before it in its paragraph."""
    sentence = token.sent
    if any(other.pos_ in ("VERB", "AUX") and other.i != token.i for other in sentence) or sentence.start == 0:
        return None
    before = article.doc[sentence.start - 1].sent
    span = trim(article.text, Span(before.start_char, before.end_char))
    together = any(passage.start <= span.start and token.idx < passage.end for passage in article.story())
    return span if together and len(span) else None
