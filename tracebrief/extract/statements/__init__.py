"""What somebody is shown to say, and who says it."""

from tracebrief.extract.statements.clausal_speech import ReportedSpeech
from tracebrief.extract.statements.quotations import Quotation, find_quotations
from tracebrief.extract.statements.statements import find_reported_speech, find_statements

__all__ = ["Quotation", "ReportedSpeech", "find_quotations", "find_reported_speech", "find_statements"]
