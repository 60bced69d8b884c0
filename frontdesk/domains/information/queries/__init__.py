"""Reading cases of rights, scoped to who asks."""

from frontdesk.domains.information.queries.breaches import breach, breaches
from frontdesk.domains.information.queries.cases import (
    active,
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
from frontdesk.domains.information.queries.consents import consents_of, may_send, own_looks
from frontdesk.domains.information.queries.findings import findings_of
from frontdesk.domains.information.queries.held_on import held_on
from frontdesk.domains.information.queries.looking import records_to_choose, to_look_again
from frontdesk.domains.information.queries.restricted import may_lift, restriction_of
from frontdesk.domains.information.queries.retention import holds, is_held, kept, kept_by_rule, run, runs, spared
from frontdesk.domains.information.rules.register import bases

__all__ = [
    "active",
    "bases",
    "breach",
    "breaches",
    "case",
    "cases_of",
    "consents_of",
    "counts",
    "endings_of",
    "findings_of",
    "held_on",
    "holds",
    "is_held",
    "kept",
    "kept_by_rule",
    "may_lift",
    "may_protect",
    "may_record",
    "may_send",
    "name_of",
    "open_cases",
    "own_case",
    "own_cases",
    "own_looks",
    "person_behind",
    "records_to_choose",
    "restriction_of",
    "run",
    "runs",
    "spared",
    "to_look_again",
    "years_figures",
]
