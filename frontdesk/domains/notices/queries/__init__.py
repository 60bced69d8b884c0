"""Reading notices: for staff, for whoever gave one, for a recipient with a link."""

from frontdesk.domains.notices.queries.lists import counts, of_customer, saved, worklist
from frontdesk.domains.notices.queries.notices import (
    further,
    may_work,
    notice,
    of_request,
    own_notice,
    own_notices,
    person_behind,
    shown,
)
from frontdesk.domains.notices.queries.register import kind_of_service, kinds_of_notice, kinds_problem

__all__ = [
    "counts",
    "further",
    "kind_of_service",
    "kinds_of_notice",
    "kinds_problem",
    "may_work",
    "notice",
    "of_customer",
    "of_request",
    "own_notice",
    "own_notices",
    "person_behind",
    "saved",
    "shown",
    "worklist",
]
