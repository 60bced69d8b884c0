"""The verbs of requests."""

from frontdesk.domains.requests.actions.asking import add_words, answer_question, ask_customer, note
from frontdesk.domains.requests.actions.changing import correct, recategorise
from frontdesk.domains.requests.actions.moving import (
    change_status,
    close_request,
    dispute,
    extend_promise,
    reopen,
    tell_delay,
    withdraw,
)
from frontdesk.domains.requests.actions.outside import keep_outside
from frontdesk.domains.requests.actions.report import report_request
from frontdesk.domains.requests.actions.working import assign, link_contact

__all__ = [
    "add_words",
    "answer_question",
    "ask_customer",
    "assign",
    "change_status",
    "close_request",
    "correct",
    "dispute",
    "extend_promise",
    "keep_outside",
    "link_contact",
    "note",
    "recategorise",
    "reopen",
    "report_request",
    "tell_delay",
    "withdraw",
]
