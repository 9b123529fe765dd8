"""What a passage says, at its place, with the rule that read it. Reading never judges."""

from typing import TYPE_CHECKING

from tracebrief.project.exports import export_lazily

if TYPE_CHECKING:
    from tracebrief.extract.mentions import FINDERS as FINDERS
    from tracebrief.extract.readings import Request as Request
    from tracebrief.extract.readings import read_articles as read_articles
    from tracebrief.extract.statements.quotations import find_quotations as find_quotations
else:
    __getattr__ = export_lazily(__name__)
