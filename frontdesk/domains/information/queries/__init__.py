"""Reading cases of rights, scoped to who asks."""

from frontdesk.domains.information.queries.cases import (
    case,
    cases_of,
    counts,
    endings_of,
    may_protect,
    may_record,
    name_of,
    open_cases,
    own_case,
    own_cases,
    person_behind,
    years_figures,
)
from frontdesk.domains.information.queries.findings import findings_of
from frontdesk.domains.information.queries.held_on import held_on

__all__ = [
    "case",
    "cases_of",
    "counts",
    "endings_of",
    "findings_of",
    "held_on",
    "may_protect",
    "may_record",
    "name_of",
    "open_cases",
    "own_case",
    "own_cases",
    "person_behind",
    "years_figures",
]
