"""Reading figures. Each is made from day counts or facts of one council, named in every query."""

from frontdesk.domains.insight.queries.charter import charter, counted_from
from frontdesk.domains.insight.queries.contacts_behind import contact_records
from frontdesk.domains.insight.queries.cost import cost
from frontdesk.domains.insight.queries.records import may_open_records, records
from frontdesk.domains.insight.queries.takeup import take_up
from frontdesk.domains.insight.queries.timeliness import timeliness

__all__ = ["charter", "contact_records", "cost", "counted_from", "may_open_records", "records", "take_up", "timeliness"]
