"""Reading customers, scoped to who asks. A record that was joined to another answers as the survivor."""

from frontdesk.domains.people.queries.called_back import (
    called_back,
    called_back_sentence,
    refuse_called_back,
    refuse_called_back_proof,
)
from frontdesk.domains.people.queries.claims import claimable, person_of
from frontdesk.domains.people.queries.exceptions import exception_for, exceptions_by_reason, exceptions_of
from frontdesk.domains.people.queries.helping import kind_of_need, kinds_of_need
from frontdesk.domains.people.queries.known_by import emails_of, known_by, point_problem
from frontdesk.domains.people.queries.marks import active, marks_of, name_words, systems_of
from frontdesk.domains.people.queries.matching import join_counts, last_compared, match_quality
from frontdesk.domains.people.queries.needs import (
    help_for,
    may_see_restricted_needs,
    need,
    needs_due,
    needs_of,
    restricted_needs,
)
from frontdesk.domains.people.queries.pairs import (
    joined_from,
    may_join,
    may_propose_joins,
    pair_of,
    pairs_waiting,
)
from frontdesk.domains.people.queries.records import (
    called,
    card,
    cards,
    cluster,
    head,
    in_sight,
    known_of,
    mail_of,
    name_for,
    people_by_identity,
    person,
    prefill,
    records_of,
    restricted,
    row,
    rows,
)
from frontdesk.domains.people.rules.reach import normalise_email
from frontdesk.domains.people.search import search

__all__ = [
    "active",
    "called",
    "called_back",
    "called_back_sentence",
    "card",
    "cards",
    "claimable",
    "cluster",
    "emails_of",
    "exception_for",
    "exceptions_by_reason",
    "exceptions_of",
    "head",
    "help_for",
    "in_sight",
    "join_counts",
    "joined_from",
    "kind_of_need",
    "kinds_of_need",
    "known_by",
    "known_of",
    "last_compared",
    "mail_of",
    "marks_of",
    "match_quality",
    "may_join",
    "may_propose_joins",
    "may_see_restricted_needs",
    "name_for",
    "name_words",
    "need",
    "needs_due",
    "needs_of",
    "normalise_email",
    "pair_of",
    "pairs_waiting",
    "people_by_identity",
    "person",
    "person_of",
    "point_problem",
    "prefill",
    "records_of",
    "refuse_called_back",
    "refuse_called_back_proof",
    "restricted",
    "restricted_needs",
    "row",
    "rows",
    "search",
    "systems_of",
]
