"""Reading figures. Each is made from counts or facts of one council, named in every query."""

from frontdesk.domains.insight.queries.areas import Areas, areas
from frontdesk.domains.insight.queries.charter import charter, counted_from, kept_in, measures
from frontdesk.domains.insight.queries.contacts import contacts
from frontdesk.domains.insight.queries.contacts_behind import contact_records
from frontdesk.domains.insight.queries.cost import cost
from frontdesk.domains.insight.queries.figures import Figures, figures
from frontdesk.domains.insight.queries.helped import abandoned, accounts_helped
from frontdesk.domains.insight.queries.matrix import matrix
from frontdesk.domains.insight.queries.records import may_open_records, records
from frontdesk.domains.insight.queries.segments import segments
from frontdesk.domains.insight.queries.takeup import take_up
from frontdesk.domains.insight.queries.timeliness import timeliness

__all__ = [
    "Areas",
    "Figures",
    "abandoned",
    "accounts_helped",
    "areas",
    "charter",
    "contact_records",
    "contacts",
    "cost",
    "counted_from",
    "figures",
    "kept_in",
    "matrix",
    "may_open_records",
    "measures",
    "records",
    "segments",
    "take_up",
    "timeliness",
]
