"""The words that somebody is shown to say: what a cue's content governs, past what the parser cut off or joined on."""

from spacy.tokens import Token

from tracebrief.extract.lexicons.reporting import cue_groups
from tracebrief.extract.parsing import Article, token_span
from tracebrief.model.spans import Span

# Punctuation that content neither begins nor ends with; quotation marks stay with their words.
EDGE = " \n\t\r\xa0,;:.–—-…"


def content_of(article: Article, cue: Token, heads: list[Token], *, after: bool = False) -> tuple[Span, ...]:
    """Return the spans of the words that `heads` govern, without the cue's own words; `after`: those behind it."""
    doc, sentence = article.doc, cue.sent
    keep = {i for head in heads for i in range(head.left_edge.i, head.right_edge.i + 1)}
    if cue.i in keep and not after:
        keep -= set(range(cue.left_edge.i, cue.right_edge.i + 1))
        for head in heads:  # what the cue governs is what is said
            if cue.is_ancestor(head):
                keep.update(range(head.left_edge.i, head.right_edge.i + 1))
    for head in heads:
        keep -= _next_cue(cue, head, finite=after)
    if keep and max(keep) > cue.i:
        keep.update(_cut_off(doc[max(keep)], sentence.end))
    keep &= set(range(cue.i + 1 if after else sentence.start, sentence.end))
    keep = _on_one_side(cue, keep)
    keep.discard(cue.i)
    return join(article.text, [token_span(doc[i]) for i in sorted(keep)])


def _on_one_side(cue: Token, keep: set[int]) -> set[int]:
    """Return the words that no semicolon parts from their cue, where there are any."""
    marks = [token.i for token in cue.sent if token.text == ";"]
    first = max((i for i in marks if i < cue.i), default=-1)
    last = min((i for i in marks if i > cue.i), default=len(cue.doc))
    return {i for i in keep if first < i < last} or keep


def join(text: str, words: list[Span]) -> tuple[Span, ...]:
    """Return runs of words as spans, trimmed of punctuation at their edges."""
    runs: list[Span] = []
    for word in words:
        if runs and not text[runs[-1].end : word.start].strip():
            runs[-1] = Span(runs[-1].start, word.end)
        else:
            runs.append(word)
    trimmed = (trim(text, run) for run in runs)
    return tuple(span for span in trimmed if any(map(str.isalnum, span.cut(text))))


def trim(text: str, span: Span) -> Span:
    """Return a span without commas, dashes and full stops at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def _next_cue(cue: Token, head: Token, *, finite: bool) -> set[int]:
    """Return the words of a verb that the parser joined to the content, though it goes on with the cue.

    "She said the bridge was old but argued that it was safe": what follows "but" is not what she said first.
    """
    for child in head.rights:
        if (
            child.dep_ != "conj"
            or child.i <= cue.i
            or any(other.dep_ in ("nsubj", "nsubjpass") for other in child.lefts)
        ):
            continue
        same = (
            child.tag_ == cue.tag_
            and any(group.kind == "speech" for group in cue_groups(child))
            and child.pos_ == "VERB"
        )
        if same or (finite and _is_finite(child)):
            start = child.left_edge.i
            while start - 1 > head.i and child.doc[start - 1].dep_ in ("cc", "punct"):
                start -= 1
            return set(range(start, child.right_edge.i + 1))
    return set()


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBD", "VBP") or any(child.tag_ in ("VBZ", "VBD", "VBP", "MD") for child in verb.lefts)


def _cut_off(last: Token, stop: int) -> range:
    """Return the words of a verb right behind the content, that the parser cut off from its subject."""
    doc = last.doc
    first = last.i + 1
    while first < stop and doc[first].text in "”’\"'":
        first += 1
    if first >= stop or not (doc[first].tag_ in ("MD", "VBZ", "VBP", "VBD", "VBG", "VBN") or _is_gerund(doc[first])):
        return range(0)
    end = first
    while end < stop and not (doc[end].is_punct and doc[end].text in ",;:.—–?!"):
        end += 1
    return range(last.i + 1, end)


def _is_gerund(token: Token) -> bool:
    """Say whether a word that the parser took for a noun is a verb: "housing some sailors"."""
    after = token.i + 1 < len(token.doc) and token.nbor(1).pos_ in ("DET", "NUM")
    return token.tag_ == "NN" and token.lower_.endswith("ing") and after
