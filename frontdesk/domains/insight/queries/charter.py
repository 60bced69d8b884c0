"""Every published promise with how it was kept: counted in the database from the facts of other domains."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

from frontdesk.domains.insight.queries.takeup import take_up
from frontdesk.domains.insight.types import Kept, Period
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.measuring import result
from frontdesk.domains.standards.types import StandardVersion, Tally, Unit
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

MONTH_DAYS, YEAR_DAYS = 30, 365
SHORT_ABANDON = 5
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}


def charter(council: int) -> list[Kept]:
    """The published standards in force today with their results of the last 30 and 365 days, today included."""
    today = clock.today()
    periods = [Period(today - timedelta(days=days - 1), today) for days in (MONTH_DAYS, YEAR_DAYS)]
    found = [each for each in standards.standards_in_force(council, today) if each.published]
    return [
        Kept(each, *(result(each, tally(council, each, period) or Tally()) for period in periods)) for each in found
    ]


def tally(council: int, standard: StandardVersion, period: Period) -> Tally | None:
    """What the records of a period come to for a standard; None where no records of its measure are kept yet."""
    count = MEASURES.get(standard.measure)
    return count(council, standard, period) if count else None


def _requests(council: int, standard: StandardVersion, period: Period) -> Tally:
    row = _one(
        "SELECT count(*) FILTER (WHERE kept), count(*) FILTER (WHERE kept IS NOT NULL OR missed),"
        " count(*) FILTER (WHERE kept IS NULL AND NOT missed)"
        " FROM requests_facts WHERE council = %s AND promise = %s AND local_day BETWEEN %s AND %s"
        " AND outcome_class <> 'neither'",
        [council, standard.code, period.since, period.until],
    )
    return Tally(Fraction(row[0]), row[1], row[2])


def _answered(council: int, standard: StandardVersion, period: Period) -> Tally | None:
    """Contacts answered within the time, over those that came in; the unit of an average is minutes."""
    rule = standard.clock
    if rule is None or rule.unit not in _SECONDS:
        return None
    row = _one(
        "SELECT count(*) FILTER (WHERE answered - started <= make_interval(secs => %s)), count(*),"
        " coalesce(sum(extract(epoch FROM answered - started)) FILTER (WHERE answered IS NOT NULL), 0),"
        " count(answered) FROM contacts_facts WHERE council = %s AND channel = ANY(%s) AND direction = 'in'"
        " AND local_day BETWEEN %s AND %s AND handler IS NOT NULL"
        " AND NOT (answered IS NULL AND ended - started <= make_interval(secs => %s))",
        [
            rule.length * _SECONDS[rule.unit],
            council,
            list(standard.channels),
            period.since,
            period.until,
            SHORT_ABANDON,
        ],
    )
    if standard.kind.value == "average":
        return Tally(Fraction(row[2]) / 60, row[3])
    return Tally(Fraction(row[0]), row[1])


def _abandoned(council: int, standard: StandardVersion, period: Period) -> Tally:
    row = _one(
        "SELECT count(*) FILTER (WHERE answered IS NULL AND ended IS NOT NULL), count(*) FROM contacts_facts"
        " WHERE council = %s AND channel = ANY(%s) AND direction = 'in' AND local_day BETWEEN %s AND %s"
        " AND NOT (answered IS NULL AND ended - started <= make_interval(secs => %s))",
        [council, list(standard.channels), period.since, period.until, SHORT_ABANDON],
    )
    return Tally(Fraction(row[0]), row[1])


def _digital(council: int, standard: StandardVersion, period: Period) -> Tally:
    counts = take_up(council, period).whole
    return Tally(Fraction(counts.digital_completed), counts.counted)


def _online(council: int, standard: StandardVersion, period: Period) -> Tally:
    """Services that can be finished online, over those that could be: all but tier 4, which never is."""
    possible = [each for each in services.catalogue(Actor.system(council)) if each.tier != 4]
    return Tally(Fraction(sum("web" in each.open for each in possible)), len(possible))


MEASURES: dict[str, Callable[[int, StandardVersion, Period], Tally | None]] = {
    "request-closed": _requests,
    "request-decided": _requests,
    "complaint-answered": _requests,
    "call-answered": _answered,
    "visit-seen": _answered,
    "call-abandoned": _abandoned,
    "digital-transaction": _digital,
    "service-online": _online,
}
"""How each measure is counted. A measure that is not here has no records yet, and the charter says so."""


def _one(sql: str, values: list[Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
