"""The verbs of requests."""

from frontdesk.domains.requests.actions.outside import keep_outside
from frontdesk.domains.requests.actions.report import report_request

__all__ = ["keep_outside", "report_request"]
