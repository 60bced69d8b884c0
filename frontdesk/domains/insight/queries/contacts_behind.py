"""The contacts behind what they cost, or behind a promise about being answered: newest first, a page at a time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db import connection

from frontdesk.domains.contacts.types import FAILURE
from frontdesk.domains.insight.queries.records import may_open_records, page_of
from frontdesk.domains.insight.rules.answering import MEASURED, SHORT, open_moments
from frontdesk.domains.insight.rules.cost import Rate, basis_of, rates
from frontdesk.domains.insight.types import NO_SERVICE, ContactRecord, Cut, Period
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.types import Basis, StandardVersion
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

PAGE = 50
_SERVICES = "SELECT {what} FROM contacts_matter_facts m WHERE m.council = r.council AND m.contact = r.id"
_ABOUT = f"({_SERVICES.format(what='array_agg(m.service ORDER BY m.position)')})"
_NAMED = "m.service <> ALL(%(hidden)s::text[])"
_DEMAND = f"({_SERVICES.format(what='array_agg(m.demand ORDER BY m.position)')})"
_ALL = f"""
    SELECT r.id, r.local_day, r.channel, {_ABOUT} AS about, {_DEMAND} AS demand,
           extract(epoch FROM r.answered - r.started)::int AS waited
    FROM contacts_facts r WHERE {{where}}
"""
_DEMANDED: Mapping[str, str] = MappingProxyType({"noted": "m.demand <> ''", "failure": f"m.demand = '{FAILURE}'"})
"""Which matters a part of a figure counts."""

_IN_HOURS = """EXISTS (
    SELECT FROM unnest(%(open_days)s::date[], %(opens)s::timestamptz[], %(shuts)s::timestamptz[])
        AS hours (day, opens, shuts)
    WHERE hours.day = r.local_day AND r.started >= hours.opens AND r.started < hours.shuts)"""


def contact_records(
    actor: Actor,
    period: Period,
    cut: Cut,
    *,
    promised: StandardVersion | None = None,
    basis: Basis | None = None,
    before: tuple[date, int] | None = None,
    hidden: Collection[str] = (),
) -> list[ContactRecord]:
    """One page of the contacts of a period, each with the part of its cost that the cut counts.

    `cut.service` may be NO_SERVICE, `cut.part` one of `types.CONTACT_PARTS`; `promised` leaves those that this promise
    counts, `basis` that of the cost. `before` = (day, id) of the last one shown. Contacts about nothing but services of
    `hidden`, which the reader may not know of, are not listed, and those services are named of none.
    NotAllowed for whoever may not see figures.
    """
    require(may_open_records(actor))
    where = ["r.council = %(council)s", "r.local_day BETWEEN %(since)s AND %(until)s"]
    values: dict[str, Any] = {"council": actor.council, "since": period.since, "until": period.until}
    if cut.channel:
        where.append("r.channel = %(channel)s")
    if promised:
        where += ["r.channel = ANY(%(channels)s)", MEASURED, _IN_HOURS]
        values |= _hours(actor.council, period, promised)
    if hidden:
        where.append(
            f"(NOT EXISTS ({_SERVICES.format(what='1')}) OR EXISTS ({_SERVICES.format(what='1')} AND {_NAMED}))"
        )
        values["hidden"] = sorted(hidden)
    counted = [_DEMANDED[cut.part]] if cut.part else []
    counted += ["m.service = %(service)s"] if cut.service else []
    if counted:
        about = f"EXISTS ({_SERVICES.format(what='1')} AND {' AND '.join(counted)})"
        none = f"NOT EXISTS ({_SERVICES.format(what='1')})"
        where.append(f"({about} OR {none})" if cut.service == NO_SERVICE and not cut.part else about)
    if before:
        where.append("(r.local_day, r.id) < (%(day)s, %(id)s)")
        values |= {"day": before[0], "id": before[1]}
    service = "" if cut.service == NO_SERVICE else cut.service
    values |= {
        "channel": cut.channel, "service": service, "wards": list(cut.area.wards), "outside": cut.area.outside
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(page_of(_ALL, where, cut.area), values)
        rows = cursor.fetchall()
    cards = standards.rate_cards(actor.council)
    priced_on = basis or basis_of(cards, period.until)
    priced_by = rates([card for card in cards if card.basis is priced_on])
    found = [_record(row, priced_by, cut) for row in rows]
    return [replace(each, services=tuple(code for code in each.services if code not in hidden)) for each in found]


def _hours(council: int, period: Period, promised: StandardVersion) -> dict[str, Any]:
    """The channels of a promise, and each day's hours in which it counts."""
    calendars = standards.calendars_of(council)
    days = [period.since + timedelta(days=n) for n in range((period.until - period.since).days + 1)]
    hours = [(day, *each) for day in days for each in open_moments(day, promised, calendars)]
    begun = {"open_days": 0, "opens": 1, "shuts": 2}
    told = {name: [each[place] for each in hours] for name, place in begun.items()}
    return told | {"channels": list(promised.channels), "short": SHORT}


def _record(row: tuple[Any, ...], priced_by: Iterable[Rate], cut: Cut) -> ContactRecord:
    contact, day, channel, about, demand, waited = row
    services = tuple(about or ("",))
    rate = next((each.pence for each in priced_by if each.channel == channel and each.since <= day < each.until), None)
    mine = sum(_counts(cut, *matter) for matter in zip(services, demand or ("",), strict=True))
    return ContactRecord(contact, day, channel, services, mine, len(services), rate, waited)


def _counts(cut: Cut, service: str, demand: str) -> bool:
    """Whether the cut counts this matter of a contact."""
    if cut.service and service != ("" if cut.service == NO_SERVICE else cut.service):
        return False
    return {"": True, "noted": demand != "", "failure": demand == FAILURE}[cut.part]
