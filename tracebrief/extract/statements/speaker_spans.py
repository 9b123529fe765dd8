"""Who says it and to whom, as a sentence shows: full noun phrases with titles and appositions."""

from spacy.tokens import Token

from tracebrief.extract.lexicons import read_words
from tracebrief.extract.parsing import Article, token_span
from tracebrief.extract.parsing.trees import is_last_name
from tracebrief.extract.statements.content_spans import EDGE
from tracebrief.model.spans import Span

RECIPIENTS = {"dative", "dobj", "iobj"}
WORDS = read_words("statement_words")
AUDIENCE = WORDS["prepositions of who hears it"]
BEHIND_NOUN = WORDS["prepositions of who speaks behind a noun"]
DOCUMENTS = WORDS["documents that speak"]
RESEARCH, MAKING = WORDS["nouns of a piece of research"], WORDS["verbs of making a document"]
POINTING = read_words("date_relations")["words that point back"]
# How far back a document that is taken up was named (tokens).
BACK = 400
FELT = WORDS["verbs whose passive subject feels it"]


def speaker_of(article: Article, cue: Token) -> tuple[Span | None, Span | None]:
    """Return who says it, and the pronoun "who" where one stands for them; None where the sentence names nobody."""
    if cue.pos_ == "NOUN":
        return _speaker_of_noun(article, cue), None
    if cue.pos_ == "ADJ":
        cue = cue.head
    agent = next((child for child in cue.rights if child.dep_ == "agent"), None)
    if agent is not None:
        inner = next((child for child in agent.rights if child.dep_ == "pobj"), None)
        return (noun_phrase(article, inner) if inner is not None else None), None
    subject = _subject(cue) or _misread_name(cue)
    if subject is None or (subject.dep_ == "nsubjpass" and subject.head.lemma_ not in FELT):
        return None, None
    if subject.tag_ not in ("WDT", "WP"):
        return noun_phrase(article, subject, before=cue), None
    pronoun, verb = token_span(subject), subject.head
    if verb.dep_ == "relcl":
        named = verb.head.dep_ == "appos" and verb.head.head.pos_ == "PROPN"  # "Ada Quillon, a baker who said"
        return noun_phrase(article, verb.head.head if named else verb.head, before=verb), pronoun
    return pronoun, pronoun


def _misread_name(cue: Token) -> Token | None:
    """Return a surname right before a verb of saying that the parser took for an adverb: "Reilly said"."""
    before = cue.nbor(-1) if cue.i > cue.sent.start else None
    taken = before is not None and before.dep_ in ("advmod", "npadvmod", "amod", "intj", "dep")
    return before if before is not None and taken and is_last_name(before) else None


def _subject(cue: Token) -> Token | None:
    """Return the subject of a verb, or the one it shares with the verb that governs it."""
    for _ in range(6):
        for child in cue.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                return child
        if cue.dep_ == "conj" and cue.head.dep_ == "ccomp" and cue.head.head.tag_ == cue.tag_:
            cue = cue.head.head  # "She said it was old but argued it was safe", read as one content
            continue
        if cue.dep_ in ("acl", "relcl") and cue.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _who_writes(cue.head) if cue.tag_ == "VBG" else None
        if (cue.tag_ == "VBN" or cue.is_sent_start) and cue.dep_ in ("advcl", "prep"):
            return None  # "asked whether it was safe, the mayor": who is asked does not ask
        if cue.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "acomp", "advmod") or cue.head.i == cue.i:
            return None
        cue = cue.head
    return None


def _who_writes(thing: Token) -> Token:
    """Return who puts out a document, where the sentence says so: "the port issued a report suggesting that"."""
    if thing.lemma_.lower() in DOCUMENTS and thing.dep_ == "dobj":
        return _subject(thing.head) or thing
    return thing


def _speaker_of_noun(article: Article, cue: Token) -> Span | None:
    for child in cue.lefts:
        if child.dep_ == "poss":
            return noun_phrase(article, child)
    for prep in cue.rights:
        if prep.lower_ in BEHIND_NOUN:
            for inner in prep.rights:
                if inner.dep_ == "pobj":
                    return noun_phrase(article, inner)
    if cue.dep_ == "pobj" and cue.head.lower_ == "with" and (subject := _subject(cue.head.head)) is not None:
        return noun_phrase(article, subject)  # "left with the warning that"
    if cue.dep_ in ("dobj", "attr") and (subject := _subject(cue.head)) is not None:
        return noun_phrase(article, subject)
    return None


def noun_phrase(article: Article, head: Token, *, before: Token | None = None) -> Span:
    """Return a full noun phrase with title and apposition, without its relative clauses and possessive ending."""
    doc, sentence = article.doc, head.sent
    left, right = max(head.left_edge.i, sentence.start), min(head.right_edge.i, sentence.end - 1)
    for child in head.rights:
        if child.dep_ == "relcl" or child == before or _is_aside(child):
            right = min(right, child.left_edge.i - 1)
            break
    right = max(right, head.i)
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    words = article.text[start:end]
    start += len(words) - len(words.lstrip(EDGE + "”\"’'"))
    end = max(start, end - len(words) + len(words.rstrip(EDGE)))
    for ending in ("’s", "'s"):
        if article.text[start:end].endswith(ending):
            end -= len(ending)
    return Span(start, end)


def _is_aside(participle: Token) -> bool:
    """Say whether a participle only adds something behind a comma: "the list, published on Monday"."""
    opening = participle.left_edge.i
    return participle.dep_ == "acl" and opening > 0 and participle.doc[opening - 1].text == ","


def owner_of(article: Article, who: Span) -> Span | None:
    """Return whose a report, a post or data are, where their words say so: "the centre’s data", "a report by it"."""
    tokens = article.doc.char_span(who.start, who.end, alignment_mode="expand")
    if tokens is None or tokens.root.lemma_.lower() not in DOCUMENTS:
        return None
    own = _owner(article, tokens.root)
    if own is not None or not any(child.lower_ in POINTING for child in tokens.root.lefts):
        return own
    same = RESEARCH if tokens.root.lemma_ in RESEARCH else {tokens.root.lemma_}
    for token in reversed(article.doc[max(0, tokens.start - BACK) : tokens.start]):
        if (
            token.lemma_ in same
            and token.pos_ == "NOUN"
            and (before := _owner(article, token) or _maker(article, token))
        ):
            return before
    return None


def _owner(article: Article, document: Token) -> Span | None:
    """Return whose a document is, by the words that belong to it."""
    for child in document.children:
        if child.dep_ == "poss":
            return noun_phrase(article, child)
        if child.lower_ in BEHIND_NOUN:
            return next((noun_phrase(article, inner) for inner in child.rights if inner.dep_ == "pobj"), None)
    return None


def _maker(article: Article, document: Token) -> Span | None:
    """Return who is told to have made a document: "the engineer, who led the study"."""
    if document.dep_ != "dobj" or document.head.lemma_ not in MAKING:
        return None
    return speaker_of(article, document.head)[0]


def recipient_of(article: Article, cue: Token, content: tuple[Span, ...] = ()) -> Span | None:
    """Return whom it was said to, or in what: "told reporters", "said in a statement"."""
    if cue.pos_ not in ("VERB", "AUX"):
        return None
    for child in cue.rights:
        inner: Token | None = None
        if child.dep_ in RECIPIENTS and child.pos_ in ("NOUN", "PROPN", "PRON"):
            inner = child
        elif child.dep_ in ("prep", "dative") and child.lower_ in AUDIENCE:
            inner = next((other for other in child.rights if other.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in ("DATE", "TIME"):
            continue
        if not any(part.start <= inner.idx < part.end for part in content):
            return noun_phrase(article, inner)
    return None
