"""The verbs of requests."""

from frontdesk.domains.requests.actions.report import report_request

__all__ = ["report_request"]
