"""Reading accounts in back offices: whose they are, and what the back offices say of them now."""

from frontdesk.domains.payments.queries.accounts import account_of, help_of, holders, known_to, seen_by, systems
from frontdesk.domains.payments.queries.brief import BESIDE, brief
from frontdesk.domains.payments.queries.held_on import held_on
from frontdesk.domains.payments.queries.live import ask, back_office
from frontdesk.domains.payments.queries.owed import owed

__all__ = [
    "BESIDE",
    "account_of",
    "ask",
    "back_office",
    "brief",
    "held_on",
    "help_of",
    "holders",
    "known_to",
    "owed",
    "seen_by",
    "systems",
]
