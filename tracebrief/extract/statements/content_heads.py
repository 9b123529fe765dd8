"""Where a cue's content stands in its sentence: one function per frame, each the heads of the words or none."""

from collections.abc import Callable

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.lexicons.reporting import CueGroup, lemma

WORDS = read_words("statement_words")
TELLING = WORDS["verbs that name who hears it"]
REFUSED = WORDS["things that others are refused"]
LEADING = {"advcl", "prep", "npadvmod", "advmod"}
OPENING = WORDS["words that open a reported clause"]


def _clause(cue: Token, group: CueGroup) -> list[Token]:
    if cue.dep_ == "aux":
        return []
    found = [child for child in cue.children if child.dep_ == "ccomp" and not (child.i > cue.i and _has_to(child))]
    if found:
        return [*_before_insertion(cue, found[0]), found[0]]
    if cue.dep_ in ("parataxis", "ccomp") and cue.head.pos_ in ("VERB", "AUX") and _is_parenthetical(cue):
        return [*_led_by(cue), cue.head]
    if (
        cue.dep_ == "advcl"
        and any(child.lower_ == "as" for child in cue.lefts)
        and is_without_content(cue, besides="dobj")
    ):
        return [_clause_head(cue.head)]
    return []


def _before_insertion(cue: Token, content: Token) -> list[Token]:
    """Return what of the content stands before an inserted cue: `Unless it rains, the mayor said, it will stay`."""
    if content.i < cue.i or content.left_edge.i <= cue.i + 1 or cue.doc[content.left_edge.i - 1].text != ",":
        return []
    return _led_by(cue)


def _led_by(cue: Token) -> list[Token]:
    """Return what hangs on a cue but stands before its subject and a comma."""
    subject = next((child for child in cue.lefts if child.dep_ == "nsubj"), None)
    first = subject.left_edge if subject is not None else cue
    if not first.i or first.nbor(-1).text != ",":
        return []
    return [child for child in cue.lefts if child.i < first.i and child.dep_ in LEADING]


def _is_parenthetical(cue: Token) -> bool:
    """Say whether a cue with its subject stands between commas in what somebody says."""
    subject = next((child for child in cue.lefts if child.dep_ == "nsubj"), cue)
    left, right = subject.left_edge, cue.right_edge
    # The parser hangs the comma behind a cue on the cue, or on what is said.
    opening = left if left.is_punct or not left.i else left.nbor(-1)
    closing = right if right.is_punct or right.i + 1 == len(right.doc) else right.nbor(1)
    before, after = opening.text, closing.text
    return before in (",", "—", "–") and after in (",", "—", "–", ".") and is_without_content(cue, besides="dobj")


def is_without_content(cue: Token, *, besides: str = "") -> bool:
    """Say whether a cue has no content of its own; an object beside "tell" is whom it was told."""
    objects = {"ccomp", "xcomp", "dobj"} - ({besides} if lemma(cue) in TELLING else set())
    return not any(child.dep_ in objects for child in cue.children)


def _clause_head(token: Token) -> Token:
    """Return the verb whose clause a word belongs to."""
    while token.pos_ not in ("VERB", "AUX") and token.i != token.head.i:
        token = token.head
    return token


def _that(cue: Token, group: CueGroup) -> list[Token]:
    for child in cue.rights:
        opening = child.left_edge
        if opening.lower_ not in OPENING:
            continue
        if child.dep_ == "ccomp":
            return [child]
        # "the claim that": the word only opens the clause, and is not its subject or object.
        if child.dep_ in ("acl", "relcl") and opening.lower_ in ("that", "whether") and opening.dep_ == "mark":
            return [child]
    return []


def _infinitive(cue: Token, group: CueGroup) -> list[Token]:
    return [child for child in cue.rights if child.dep_ in ("xcomp", "acl") and _has_to(child)][:1]


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.lefts)


def _object(cue: Token, group: CueGroup) -> list[Token]:
    passive = [child for child in cue.lefts if child.dep_ == "nsubjpass"]
    if cue.tag_ == "VBN" and passive:
        return passive if any(child.dep_ == "agent" for child in cue.rights) else []
    if lemma(cue) == "deny" and any(child.dep_ == "dative" or child.lower_ in REFUSED for child in cue.rights):
        return []  # "denied the builder a permit"
    return [child for child in cue.rights if child.dep_ == "dobj" and child.ent_type_ not in ("DATE", "TIME")][:1]


def _complement(cue: Token, group: CueGroup) -> list[Token]:
    if cue.dep_ == "acl" and cue.tag_ == "VBN" and not any(child.dep_ == "agent" for child in cue.rights):
        return []  # "a play called": a name, and nobody calls it so here
    said = [
        child
        for child in cue.rights
        if child.dep_ in ("oprd", "ccomp") or (child.dep_ == "prep" and child.lower_ == "as")
    ]
    thing = [child for child in cue.rights if child.dep_ == "dobj"]
    return [*thing, said[0]] if said else []


def _person_infinitive(cue: Token, group: CueGroup) -> list[Token]:
    goal = [child for child in cue.rights if child.dep_ in ("ccomp", "xcomp", "advcl") and _has_to(child)]
    if f"{lemma(cue)} on" in group.cues:
        person = [inner for prep in cue.rights if prep.lower_ == "on" for inner in prep.rights if inner.dep_ == "pobj"]
        return [person[0], goal[0]] if person and goal else []
    thing = [child for child in cue.rights if child.dep_ == "dobj" and goal and child.i < goal[0].i]
    if not goal or goal[0].dep_ == "advcl" or not (thing or any(child.dep_ == "nsubj" for child in goal[0].lefts)):
        return []
    return [*thing[:1], goal[0]]


def _person_of(cue: Token, group: CueGroup) -> list[Token]:
    thing = [child for child in cue.children if child.dep_ in ("dobj", "nsubjpass")]
    for prep in cue.rights:
        if prep.dep_ == "prep" and prep.lower_ in group.prepositions and thing:
            return [thing[0], prep]
    for child in thing:
        for prep in child.rights:
            if prep.lower_ in group.prepositions and (prep.lower_ != "of" or _is_of_doing(prep)):
                return [child]
    return []


def _is_of_doing(prep: Token) -> bool:
    """Say whether "of" is followed by a deed: "the builder of hiding", but not "the head of the bank"."""
    return prep.i + 1 < len(prep.doc) and prep.nbor(1).lower_.endswith("ing")


def _passive(cue: Token, group: CueGroup) -> list[Token]:
    """Return what is "believed to be" or "reported to have": the subject and the infinitive."""
    subject = [child for child in cue.lefts if child.dep_ == "nsubjpass"]
    goal = [child for child in cue.rights if child.dep_ == "xcomp" and _has_to(child)]
    return [subject[0], goal[0]] if cue.tag_ == "VBN" and subject and goal else []


def _preposition(cue: Token, group: CueGroup) -> list[Token]:
    for prep in cue.rights:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in group.prepositions:
            return [child for child in prep.rights if child.dep_ in ("pobj", "pcomp")][:1]
    return []


# In order of trust; a cue fills one.
FRAMES: dict[str, Callable[[Token, CueGroup], list[Token]]] = {
    "person_infinitive": _person_infinitive,
    "clause": _clause,
    "that": _that,
    "complement": _complement,
    "person_of": _person_of,
    "passive": _passive,
    "infinitive": _infinitive,
    "object": _object,
    "preposition": _preposition,
}
