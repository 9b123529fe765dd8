"""Numbers as written, with their units: what they count is not known here yet."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.extract.numbers.amounts import Amount, find_amounts
    from tracebrief.extract.numbers.numerals import find_numbers
    from tracebrief.extract.numbers.whole_words import has_whole_words

    __all__ = ["Amount", "find_amounts", "find_numbers", "has_whole_words"]
else:  # numbers alone are read without a parser
    __getattr__ = export_lazily(__name__)
