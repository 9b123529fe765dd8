"""What somebody is shown to say, and who says it."""

from tracebrief.extract.statements.clausal_attributions import Attribution
from tracebrief.extract.statements.quotations import Quotation, find_quotations
from tracebrief.extract.statements.statements import find_attributions, find_statements

__all__ = ["Attribution", "Quotation", "find_attributions", "find_quotations", "find_statements"]
