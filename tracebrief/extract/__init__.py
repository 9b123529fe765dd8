"""What a passage says, in which words, with the rule that read it. Reading never judges."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.extract.numbers import find_numbers, has_whole_words
    from tracebrief.extract.parsing.lemmas import find_content_lemmas, find_verbs
    from tracebrief.extract.readings import MENTION_TABLES, Reading, Request, Sentence, read_article, read_articles
else:
    __getattr__ = export_lazily(__name__)
