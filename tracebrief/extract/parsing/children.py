"""What hangs on a word in the parse, without the cost of sentences that are none.

spaCy walks a word's whole subtree to find its children; a table pasted as one line makes that quadratic.
"""

from collections.abc import Iterator

from spacy.tokens import Token

# No sentence that a person wrote is this long, and no parse of one says anything (tokens).
LONGEST = 400


def children(token: Token) -> Iterator[Token]:
    """Yield the words that hang on `token`, in order; none where its subtree is no sentence's."""
    if token.right_edge.i - token.left_edge.i < LONGEST:
        yield from token.children
