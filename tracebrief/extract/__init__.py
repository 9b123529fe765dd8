"""What a passage says, in which words, with the rule that read it. Reading never judges."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.extract.readings import MENTION_TABLES as MENTION_TABLES
    from tracebrief.extract.readings import Reading as Reading
    from tracebrief.extract.readings import Request as Request
    from tracebrief.extract.readings import Sentence as Sentence
    from tracebrief.extract.readings import read_article as read_article
    from tracebrief.extract.readings import read_articles as read_articles
else:
    __getattr__ = export_lazily(__name__)
