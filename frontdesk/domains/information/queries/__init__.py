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
from frontdesk.domains.information.queries.retention import holds, is_held, kept, run, runs

__all__ = [
    "case",
    "cases_of",
    "counts",
    "endings_of",
    "findings_of",
    "held_on",
    "holds",
    "is_held",
    "kept",
    "may_protect",
    "may_record",
    "name_of",
    "open_cases",
    "own_case",
    "own_cases",
    "person_behind",
    "run",
    "runs",
    "years_figures",
]
