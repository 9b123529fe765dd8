"""How far a text stands behind each of its words: every cue that governs a word, weighed into one grade.

A cue that is itself denied does something else than one that is affirmed ("did not fail to pay" is payment),
so a word's grade is read through the grade of each cue above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from tracebrief.extract.hedges.hedge_cues import CueMatch, find_cues
from tracebrief.extract.hedges.hedge_scopes import governed, wished_words
from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing import Article
from tracebrief.extract.parsing.trees import depths, subtree
from tracebrief.model.columns import MODALITY

WORDS = read_words("hedge_scopes")
WOULD = WORDS["forms of would"]
CONDITIONS = WORDS["conditions"]
UNPLANNED = WORDS["verbs that nobody plans"]
OBLIGING = WORDS["modals of obligation"]
FORESEEN = WORDS["adjectives of what is foreseen"]
INTRODUCING = WORDS["words whose clause stands as their complement does"]
# Held by someone who is named, an opinion is only told; held by nobody ("is believed to"), it is what the clause says.
OPINIONS = WORDS["verbs of opinion"]
NOBODY = WORDS["pronouns that act for nobody"]
# Kinds of cue that take an infinitive.
TAKING = {"verb", "noun", "adjective"}
# Cues of what is to come, by key.
FUTURE = {"modals of the future", "going to"}
# Which modality names a word that several cues govern: the one furthest from "it is so".
ORDER: tuple[MODALITY, ...] = ("hypothetical", "asked", "planned", "unverified", "alleged")


@dataclass
class Grades:
    """The cues of one text and, for every word, those that govern it."""

    matches: list[tuple[CueMatch, set[Token]]]
    above: dict[int, list[CueMatch]] = field(default_factory=dict)
    known: dict[int, float] = field(default_factory=dict)
    at: dict[int, list[CueMatch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        aims = [pair for pair in self.matches if pair[0].cue.kind == "infinitive"]
        for match, words in self.matches:
            self.at.setdefault(match.head.i, []).append(match)
            if match.cue.kind != "infinitive":
                self._put(match, words)
        taken = {match.head.i for match, _ in aims if self._is_taken(match.head.head)}
        for match, words in aims:
            if match.head.i not in taken:
                self._put(match, words)

    def _put(self, match: CueMatch, words: set[Token]) -> None:
        for word in words:
            self.above.setdefault(word.i, []).append(match)

    def _is_taken(self, verb: Token) -> bool:
        """Say whether an infinitive is the complement of a cue, which then says how far it is so."""
        return any(match.cue.kind in TAKING for match in self.above.get(verb.i, ()))

    def value(self, token: Token) -> float:
        """Return a word's grade, from 1 (certain) to -1 (certainly not)."""
        if token.i not in self.known:
            self.known[token.i] = 1.0  # a cue that reaches itself through a loop counts as affirmed
            sign, size = 1.0, 1.0
            above = self.above.get(token.i, ())
            for match in above:
                effect = self.effect(match)
                size = min(size, abs(effect))
                if effect < 0 and not self._is_seen_through(match, above):
                    sign = -sign
            self.known[token.i] = sign * size
        return self.known[token.i]

    def _is_seen_through(self, match: CueMatch, above: Sequence[CueMatch]) -> bool:
        """Say whether a cue governs another cue above the same word, whose effect it has turned already."""
        return any(match in self.above.get(inner.head.i, ()) for inner in above if inner is not match)

    def effect(self, match: CueMatch) -> float:
        """Return what a cue does to its scope, affirmed or denied; a denied modal leaves the sign to its "not"."""
        if match.cue.kind == "modal" and any(child.dep_ == "neg" for child in match.head.head.children):
            return abs(match.cue.negated)
        return match.cue.negated if self.value(match.head) < 0 else match.cue.value

    def is_attempt(self, token: Token) -> bool:
        """Say whether a word tells what was tried."""
        return any(match.cue.attempt for match in self.above.get(token.i, ()))

    def modality(self, token: Token) -> MODALITY:
        """Return a word's modality."""
        above = self.above.get(token.i, ())
        found = {modality_of(match) for match in above}
        marks = [match.cue.modality for match in above if match.cue.kind in ("mark", "question")]
        if marks:
            return "unverified" if "unverified" in found else marks[0]
        if self.value(token) < 0:
            return "denied"
        return next((modality for modality in ORDER if modality in found), "asserted")

    def stance(self, head: Token) -> MODALITY:
        """Return how a clause stands: as its verb does, or as what its verb only introduces ("it is likely that")."""
        own = self.modality(head)
        if own == "denied" and any(match.cue.modality == "unverified" for match in self._cues_at(head)):
            return "unverified"
        if own == "hypothetical" and all(_is_duty(match) for match in self.above.get(head.i, ())):
            return "asserted"  # that something must or should be is held to be so, though the act is open
        if own != "asserted" or wished_words(head):
            return own
        if any(child.dep_ == "acomp" and _is_foreseen(child) for child in head.children):
            return "hypothetical"
        for word in (head, *(child for child in head.children if child.dep_ in ("acomp", "attr"))):
            active = word.lemma_ in OPINIONS and word.tag_ != "VBN"
            if {word.lemma_, word.lower_} & INTRODUCING and not active:
                for child in (*word.children, *head.children):
                    if child.dep_ in ("xcomp", "ccomp", "oprd") and child.i > word.i:
                        return self.modality(child)
        return own

    def _cues_at(self, head: Token) -> list[CueMatch]:
        """Return the cues that are a verb or the subject of it."""
        near = [head, *(child for child in head.children if child.dep_ in ("nsubj", "nsubjpass"))]
        return [match for word in near for match in self.at.get(word.i, ())]


def _is_foreseen(adjective: Token) -> bool:
    """Say whether an adjective says that its subject may come about: "a strike is likely"."""
    clausal = any(child.dep_ in ("xcomp", "ccomp", "advcl", "prep") for child in adjective.children)
    subjects = [child for child in adjective.head.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
    return adjective.lower_ in FORESEEN and not clausal and bool(subjects)


def _is_duty(match: CueMatch) -> bool:
    """Say whether a cue tells what must or should be; "should it rain" with its subject behind is a condition."""
    subjects = [child for child in match.head.head.children if child.dep_ in ("nsubj", "nsubjpass")]
    return match.words in OBLIGING and any(subject.i < match.head.i for subject in subjects)


def modality_of(match: CueMatch) -> MODALITY:
    """Return what a cue makes of its scope: what somebody will do is a plan, what will come about is predicted.

    "Would" in a report of one's own later act is a plan too: "the firm said it would pay", not "… rain would fall".
    """
    verb = match.head.head
    conditional = any(word.lower_ in CONDITIONS for word in subtree(verb))
    if match.cue.key in FUTURE:
        goal = next((child for child in match.head.children if child.dep_ == "xcomp"), verb)
        return "hypothetical" if goal.lemma_ in UNPLANNED or conditional else match.cue.modality
    first = verb.head if verb.dep_ == "conj" else verb
    if match.head.lower_ in WOULD and first.dep_ == "ccomp" and first.head.tag_ in ("VBD", "VBN"):
        subjects = [child for child in (*verb.children, *first.children) if child.dep_ in ("nsubj", "nsubjpass")]
        own = subjects and subjects[0].pos_ == "PRON" and subjects[0].lower_ not in NOBODY
        said = any(group.kind == "speech" for group in cue_groups(first.head))
        if own and said and not conditional and verb.lemma_ not in UNPLANNED:
            return "planned"
    return match.cue.modality


def grade_words(article: Article) -> Grades:
    """Return the grades of a parsed text."""
    tokens = (token for token in article.doc if not token.is_space)
    matches = [(match, governed(match)) for match in find_cues(tokens)]
    found = Grades([(match, words) for match, words in matches if words])
    depth = depths(article.doc)
    for match, _ in sorted(found.matches, key=lambda pair: depth[pair[0].head.i]):
        found.value(match.head)  # outer cues first, so that no value waits for a long chain of others
    return found
