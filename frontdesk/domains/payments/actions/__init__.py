"""The verbs: looking at what is owed, linking an account, taking it off."""

from frontdesk.domains.payments.actions.erase import erase_people
from frontdesk.domains.payments.actions.linking import bring_account, end_link, link_by_bill, link_by_staff
from frontdesk.domains.payments.actions.looking import keep_told, look_at, look_at_acted, look_at_own

__all__ = [
    "bring_account",
    "end_link",
    "erase_people",
    "keep_told",
    "link_by_bill",
    "link_by_staff",
    "look_at",
    "look_at_acted",
    "look_at_own",
]
