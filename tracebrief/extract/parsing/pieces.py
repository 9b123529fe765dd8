"""What is too long for a word or a sentence, in pieces: a tokenizer and a parser would take hours over the whole."""

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tracebrief.extract.parsing.trees import LONGEST_SENTENCE
from tracebrief.model.spans import Span

# No word or address that a person typed has more characters; what is longer becomes tokens of a fixed length instead.
LONGEST_RUN, RUN_PIECE = 600, 100
RUN, MARKS = re.compile(r"\S+"), re.compile(r"(?:[^\w\s]|[_ ])+")
# A piece begins and ends with a mark or letter; the spaces between two pieces are one of their own.
PIECE = re.compile(rf"\S(?:.{{0,{RUN_PIECE - 2}}}\S)?| +")
# A sentence surely ends somewhere among so many words, even where the parser sees no end at its full stops (tokens).
SURELY_ENDED = 2_000
STOPS = set(".?!…") | {"...", "?!", "!?", "!!", ".."}
CLAUSE_MARKS = set(",;:—–)]") | {"--"}
# Whether a sentence begins at a token, in spaCy's numbers; where it is open, the parser says.
BEGINS, OPEN, GOES_ON = 1, 0, -1


def tokenize(nlp: Language, text: str) -> Doc:
    """Return the tokens of a text; a run of characters longer than any word is kept from the tokenizer's patterns."""
    runs = _long_runs(text)
    if not runs:
        return nlp.make_doc(text)
    words: list[tuple[str, bool, str | None]] = []
    at = 0
    for start, end in [*runs, (len(text), len(text))]:
        words += [(token.text, bool(token.whitespace_), token.norm_) for token in nlp.make_doc(text[at:start])]
        words += [(piece[0], False, None) for piece in PIECE.finditer(text, start, end)]
        at = end
    doc = Doc(nlp.vocab, words=[word for word, _, _ in words], spaces=[space for _, space, _ in words])
    for token, (_, _, norm) in zip(doc, words, strict=True):
        if norm is not None:
            token.norm_ = norm
    return doc


def _long_runs(text: str) -> list[tuple[int, int]]:
    """Return the runs longer than any word: of characters without a space, and of marks with spaces between."""
    runs = sorted(
        run.span() for form in (RUN, MARKS) for run in form.finditer(text) if run.end() - run.start() > LONGEST_RUN
    )
    kept: list[tuple[int, int]] = []
    for start, end in runs:
        span = Span(min(end, max(start, kept[-1][1] if kept else 0)), end).trimmed(text)
        if len(span) > LONGEST_RUN:
            kept.append((span.start, span.end))
    return kept


def cut_long_sentences(words: Sequence[str], starts: list[int]) -> set[int]:
    """Begin a sentence within whatever is longer than any real one: behind a clause, else between any two words.

    Returns the words at which no sentence would have begun.

    Args:
        starts: whether a sentence begins at each word; changed where it is cut.
    """
    begun = ended = clause = 0  # where this piece begins, its last sentence may begin, its last clause ends
    before = ""
    cuts = set()
    for index, word in enumerate(words):
        if word.isspace():
            continue
        if starts[index] == BEGINS:
            begun = ended = clause = index
        elif before in STOPS:
            ended = clause = index
        elif before in CLAUSE_MARKS:
            clause = index
        cut = 0
        if index - ended >= LONGEST_SENTENCE:
            cut = clause if clause > ended else index
            cuts.add(cut)
        elif index - begun >= SURELY_ENDED:
            cut = ended
        if cut:
            starts[cut] = BEGINS
            begun = ended = clause = cut
        before = word
    return cuts
