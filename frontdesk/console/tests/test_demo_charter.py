"""Each promise of the demo's charter that records show, against plain SQL written from the formula's own words.

The SQL reads times and codes of requests and contacts and nothing that was counted or decided before: no day counts,
no verdict, no view. One fill serves all promises; then every hundredth record is taken away and all must disagree.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection

from frontdesk.console.packs import promises, rows
from frontdesk.console.packs.read import Problems, read_table
from frontdesk.console.packs.tables import CalendarsTable, StandardsTable
from frontdesk.console.surroundings import CHECKOUT
from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.insight.types import Kept
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests.models import Request
from frontdesk.domains.services.models import Service
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.types import StandardVersion
from frontdesk.kernel import clock
from frontdesk.kernel.holidays import ENGLAND_AND_WALES
from tests.support.cast import Cast
from tests.support.many import make_version

PACK = CHECKOUT / "councils" / "demo"
NOW = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
DAYS = 236
"""How far back records go: all of them lie in the time of the promises, which began in April."""
EACH, CALLS, VISITS = 350, 1600, 500
LISTED = "service-online"
"""The one measure that counts services of the catalogue instead of records."""

# Reports closed within … of receipt, not counting the time we wait for you, divided by all reports due. `due_at` is the
# end of that time, worked out by the clock (tested by itself); withdrawn, duplicate and sent elsewhere were never due.
_WITHIN = """
    SELECT count(*) FILTER (WHERE closed_at <= due_at), count(*) FROM requests_request
    WHERE council_id = %(council)s AND promise = %(code)s AND status NOT IN ('withdrawn', 'duplicate', 'referred')
      AND (closed_at IS NOT NULL OR due_at < %(now)s) AND {period}
"""
# … that rang while our lines were open: Monday to Friday 8am to 6pm, Saturday 9am to 1pm, no bank holidays.
_LINES_OPEN = """
    (extract(isodow FROM {local}) <= 5 AND {local}::time >= '08:00' AND {local}::time < '18:00'
     OR extract(isodow FROM {local}) = 6 AND {local}::time >= '09:00' AND {local}::time < '13:00')
    AND {local}::date NOT IN ('2026-05-04', '2026-05-25', '2026-08-31')
""".format(local="(started_at AT TIME ZONE 'Europe/London')")
# A contact taken at the desk has no ring apart from its answer; one without end rings still.
_RANG = "(answered_at > started_at OR answered_at IS NULL AND ended_at - started_at > interval '5 seconds')"
_CONTACTS = f"""
    SELECT {{what}} FROM contacts_contact
    WHERE council_id = %(council)s AND direction = 'in' AND {_RANG} AND channel = '{{channel}}'
      AND {{also}} AND {{period}}
"""


def _contacts(channel: str, numerator: str, denominator: str = "count(*)", also: str = "true") -> str:
    return _CONTACTS.replace("{what}", f"{numerator}, {denominator}").replace("{channel}", channel).replace(
        "{also}", also)  # fmt: skip


_ONLINE = """
    SELECT count(*) FILTER (WHERE channel IN ('web', 'kiosk') AND status IN ('done', 'not-done')), count(*)
    FROM requests_request
    WHERE council_id = %(council)s AND status NOT IN ('withdrawn', 'duplicate', 'referred') AND {period}
"""
_PLAIN = {
    "phone-answered": _contacts(
        "phone", "count(*) FILTER (WHERE answered_at - started_at <= interval '20 seconds')", also=_LINES_OPEN
    ),
    "phone-abandoned": _contacts("phone", "count(*) FILTER (WHERE answered_at IS NULL)", also=_LINES_OPEN),
    "visit-seen": _contacts("visit", "count(*) FILTER (WHERE answered_at - started_at <= interval '10 minutes')"),
    "visit-wait": _contacts(
        "visit", "coalesce(sum(extract(epoch FROM answered_at - started_at)) / 60, 0)", "count(answered_at)"
    ),
    "digital-share": _ONLINE,
    "digital-growth": _ONLINE,
}
_FROM_REQUESTS = ("request-closed", "request-decided", "complaint-answered")


@pytest.mark.shows("K2", "K3")
def test_each_promise_equals_plain_sql_and_does_not_without_every_hundredth_record(cast: Cast) -> None:
    made = _standards()
    standards.set_calendars(cast.system, calendars=_calendars())
    standards.set_standards(cast.system, standards=made)
    _fill(cast, [each.code for each in made if each.measure in _FROM_REQUESTS])
    _recount(cast)
    assert {code: _differs(cast, kept) for code, kept in _charter(cast).items()} == dict.fromkeys(_codes(made), "")
    _lose(cast)
    _recount(cast)
    agreeing = [code for code, kept in _charter(cast).items() if not _differs(cast, kept)]
    assert agreeing == []


def test_services_online_are_those_that_can_be_finished_there_over_those_that_could(cast: Cast) -> None:
    standards.set_standards(cast.system, standards=[each for each in _standards() if each.measure == LISTED])
    made = [("report", 1, ["web"]), ("apply", 2, ["web", "phone"]), ("move", 2, ["phone"]), ("concern", 4, ["phone"])]
    for code, tier, channels in made:
        make_version(cast.system.council, code)
        Service.objects.filter(code=code).update(tier=tier, open_channels=channels)
    (kept,) = queries.charter(cast.system.council)
    assert (int(kept.year.numerator), kept.year.denominator) == (2, 3)


def _standards() -> tuple[StandardVersion, ...]:
    """The promises of the demo that are counted from records."""
    read = read_table(PACK / "standards.toml", StandardsTable, Problems())
    found = promises.standards(read, _calendars(), ENGLAND_AND_WALES)
    counted = [each for each in found if queries.counted_from(each.measure) or each.measure == LISTED]
    return tuple(each for each in counted if each.published)


def _calendars() -> Any:
    return rows.calendars(read_table(PACK / "calendars.toml", CalendarsTable, Problems()), ENGLAND_AND_WALES)


def _codes(made: Sequence[StandardVersion]) -> list[str]:
    return [each.code for each in made if each.measure != LISTED]


def _charter(cast: Cast) -> dict[str, Kept]:
    with clock.at(NOW):
        found = queries.charter(cast.system.council)
    return {each.standard.code: each for each in found if each.standard.measure != LISTED}


def _differs(cast: Cast, kept: Kept) -> str:
    """What the year and the month should be and are, where one of them differs; '' where both are right."""
    standard, wrong = kept.standard, []
    for result, days in ((kept.year, 365), (kept.month, 30)):
        expected = _plainly(cast, standard, days)
        if days == 365:
            assert expected[1] >= 300 or standard.measure not in (*_FROM_REQUESTS, "call-answered"), standard.code
        elif standard.kind.value == "growth":
            continue  # told of a whole year only
        if (result.numerator, result.denominator) != expected:
            wrong.append(f"{expected} in {days} days, told {result.numerator} of {result.denominator}")
    return "; ".join(wrong)


def _plainly(cast: Cast, standard: StandardVersion, days: int) -> tuple[Fraction, int]:
    moment = "started_at" if standard.measure in ("call-answered", "call-abandoned", "visit-seen") else "received_at"
    day = f"({moment} AT TIME ZONE 'Europe/London')::date"
    statement = _PLAIN.get(standard.code, _WITHIN).replace("{period}", f"{day} > %(last)s AND {day} <= %(today)s")
    today = NOW.date()
    values = {"council": cast.system.council, "code": standard.code, "now": NOW, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"last": today - timedelta(days=days)})
        numerator, denominator = cursor.fetchone()
    return Fraction(numerator), denominator


def _fill(cast: Cast, codes: Sequence[str]) -> None:
    """Requests for each promise in every state, calls at all hours of the week, visits; one old record a year ago."""
    pick = random.Random(5)
    version, team = make_version(cast.system.council, "bins")[1], organisations.teams(cast.system.council)[0].id
    common = {
        "council_id": cast.system.council, "service": "bins", "version_id": version, "kind": "report", "tier": 1,
        "team_id": team,
    }  # fmt: skip
    owner = access.open_sign_in(email="owner@council.example")
    made = [_request(pick, common, owner, code, n) for code in codes for n in range(EACH)]
    made[0].received_at = made[0].order_at = NOW - timedelta(days=500)
    made[0].local_day = made[0].received_at.date()
    Request.objects.bulk_create(made)
    calls = [_contact(pick, cast, "phone", 1, 60) for _ in range(CALLS)]
    Contact.objects.bulk_create([*calls, *(_contact(pick, cast, "visit", 30, 1200) for _ in range(VISITS))])


def _request(pick: random.Random, common: dict[str, Any], owner: int, code: str, number: int) -> Request:
    at = _moment(pick)
    due = at + timedelta(days=8)
    status = pick.choices(
        ("done", "not-done", "withdrawn", "duplicate", "referred", "received"), (70, 10, 2, 2, 2, 14)
    )[0]
    closed = None if status == "received" else min(at + timedelta(days=pick.uniform(1, 10)), NOW)
    side = {"received": "open", "done": "completed", "not-done": "completed"}.get(status, "neither")
    channel = pick.choice(("web", "web", "kiosk", "phone", "visit", "email"))
    return Request(
        **common, reference=f"{code}-{number}", promise=code, status=status, state="stopped" if closed else "running",
        side=side, outcome="" if side == "open" else status, channel=channel, digital=channel in ("web", "kiosk"),
        assisted=pick.random() < 0.1, received_at=at, local_day=at.astimezone(clock.LOCAL).date(), order_at=at,
        due_at=due, closed_at=closed, owner_id=None if closed else owner,
        kept=closed <= due if closed and side == "completed" else None,
    )  # fmt: skip


def _contact(pick: random.Random, cast: Cast, channel: str, shortest: int, longest: int) -> Contact:
    """One that was answered, given up at once or later, taken at the desk (no ring of its own), or that rings still."""
    at = _moment(pick)
    how = pick.choices(("answered", "given up", "taken", "rings"), (80, 10, 8, 2))[0]
    waited = timedelta(seconds=pick.randrange(shortest, longest, 3))  # a twentieth of a minute, so that sums are exact
    answered = {"answered": at + waited, "taken": at}.get(how)
    gone = timedelta(seconds=pick.choice((2, 4, 5, 6, 40, 300)))
    ended = None if how == "rings" else (answered + timedelta(minutes=5) if answered else at + gone)
    return Contact(
        council_id=cast.system.council, channel=channel, started_at=at, answered_at=answered, ended_at=ended,
        done_at=ended, local_day=at.astimezone(clock.LOCAL).date(), direction=pick.choice(("in",) * 9 + ("out",)),
        handler_id=cast.dee.user if how == "taken" else None,
    )  # fmt: skip


def _moment(pick: random.Random) -> datetime:
    """A moment of the last months, more of them by day than by night."""
    night = pick.random() < 0.2
    hour = timedelta(hours=pick.uniform(0, 24) if night else pick.uniform(8, 18))
    return NOW.replace(hour=0, minute=0) - timedelta(days=pick.randrange(1, DAYS)) + hour


def _recount(cast: Cast) -> None:
    days = [NOW.date() - timedelta(days=n) for n in range(1500)]
    recount_requests(cast.system, days=days)
    recount_contacts(cast.system, days=days[:400])


def _lose(cast: Cast) -> None:
    """Every hundredth record of each promise is on a day that no figure is of, as if it had never come through."""
    for number, (table, each, live) in enumerate(_LOST):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET local_day = local_day - 1000 WHERE id IN (SELECT id FROM ("
                f" SELECT id, row_number() OVER (PARTITION BY {each} ORDER BY id) AS n FROM {table}"
                f" WHERE council_id = %s AND {live}) numbered WHERE n %% 100 = %s)",
                [cast.system.council, number],
            )
            assert cursor.rowcount > 3


_LOST = (
    ("requests_request", "promise", "side = 'completed'"),
    (
        "contacts_contact",
        "channel",
        f"answered_at > started_at AND direction = 'in' AND (channel <> 'phone' OR {_LINES_OPEN})",
    ),
)
