"""What stands in FROM for the counts of a period: months where these are whole, and days.

Of each thing a table holds rows by service and ward, and their sums by service in all wards and by ward of all
services (`TOGETHER`). A reader chooses one of the three, so that a year of a county is read from a few thousand rows.
"""

from collections.abc import Mapping
from types import MappingProxyType

from frontdesk.domains.insight.types import TOGETHER

REQUESTS, CONTACTS = "request", "contact"
_BY: Mapping[str, str] = MappingProxyType({
    REQUESTS: "promise, channel, digital, assisted, ward",
    CONTACTS: "channel, ward",
})  # fmt: skip
_NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    REQUESTS: ("received", "completed", "neither", "kept", "decided"),
    CONTACTS: ("contacts", "share", "matters", "noted", "failure"),
})  # fmt: skip
TALLY: Mapping[str, str] = MappingProxyType({REQUESTS: "received", CONTACTS: "share"})
"""The number that no row of a thing is without."""

BY_SERVICE = f"service <> '{TOGETHER}' AND (ward = '{TOGETHER}') = %(everywhere)s"
"""Rows of each service: its sums where the figure is of everywhere, else those of each ward."""
_BY_WARD = f"ward <> '{TOGETHER}' AND (service = '{TOGETHER}') = %(every_service)s"
_HIDDEN = f"ward <> '{TOGETHER}' AND service = ANY(%(hidden)s::text[]) AND %(every_service)s"


def by_service(thing: str, beside: str = "") -> str:
    """The counts of each service, as `d`, and what stands `beside` them. In one area they are those of its wards."""
    return f"({_rows(thing, BY_SERVICE)} {beside}) d"


def by_ward(thing: str, beside: str = "") -> str:
    """The same of each ward: of all services, with what is of `hidden` taken out and put by itself."""
    numbers = ", ".join(f"sign * {number} AS {number}" for number in _NUMBERS[thing])
    return f"""(
        {_rows(thing, _BY_WARD)}
        UNION ALL
        SELECT local_day, CASE sign WHEN 1 THEN service ELSE '{TOGETHER}' END, {_BY[thing]}, {numbers}
        FROM ({_rows(thing, _HIDDEN)}) hidden, (VALUES (1), (-1)) AS side (sign) {beside}
    ) d"""


def _rows(thing: str, which: str) -> str:
    columns = f"local_day, service, {_BY[thing]}, {', '.join(_NUMBERS[thing])}"
    return " UNION ALL ".join(
        f"SELECT {columns} FROM insight_{thing}{part}"
        f" WHERE council_id = %(council)s AND local_day = ANY(%({part}s)s::date[]) AND {which}"
        for part in ("day", "month")
    )
