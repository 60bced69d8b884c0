"""Reading figures. Each is made from day counts or facts of one council, named in every query."""

from frontdesk.domains.insight.queries.charter import charter
from frontdesk.domains.insight.queries.cost import cost
from frontdesk.domains.insight.queries.records import records
from frontdesk.domains.insight.queries.takeup import take_up
from frontdesk.domains.insight.queries.timeliness import timeliness

__all__ = ["charter", "cost", "records", "take_up", "timeliness"]
