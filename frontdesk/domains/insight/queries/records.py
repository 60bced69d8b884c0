"""The records behind a figure, newest first, a page at a time."""

from datetime import date
from typing import Any

from django.db import connection

from frontdesk.domains.insight.queries.cuts import AREA
from frontdesk.domains.insight.queries.late import LATE
from frontdesk.domains.insight.types import Area, Cut, Period, Record
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

PAGE = 50
_RECORDS = """
    SELECT id, reference, service, channel, assisted, local_day, outcome, restricted, due_on, closed_at
    FROM requests_facts r WHERE {where}
"""

# Which records each part of a take-up figure counts.
PARTS = {
    "": "true",
    "counted": "outcome_class <> 'neither'",
    "completed": "outcome_class = 'completed'",
    "digital_completed": "digital AND outcome_class = 'completed'",
    "assisted_completed": "digital AND assisted AND outcome_class = 'completed'",
    "unaided_completed": "digital AND NOT assisted AND outcome_class = 'completed'",
    "neither": "outcome_class = 'neither'",
    "open": "outcome_class = 'open'",
    "kept": "kept AND outcome_class <> 'neither'",
    "missed": f"(NOT kept AND outcome_class <> 'neither' OR {LATE})",
    "decided": f"(kept IS NOT NULL AND outcome_class <> 'neither' OR {LATE})",
}


def may_open_records(actor: Actor) -> bool:
    """Those who see figures see which records they counted: references and codes, nobody's details."""
    return actor.is_system or actor.has("manager", "insight-analyst", "administrator")


def records(actor: Actor, period: Period, cut: Cut, before: tuple[date, int] | None = None) -> list[Record]:
    """One page of the requests that a figure counted. `before` = (day, id) of the last one shown.

    Those of restricted services that do not name the actor are counted and not listed.
    KeyError for an unknown part; NotAllowed for whoever may not see figures.
    """
    where, values = _asked(actor, period, cut)
    if not values["everything"]:
        where.append("(NOT restricted OR service = ANY(%(named)s))")
    if before:
        where.append("(local_day, id) < (%(day)s, %(id)s)")
        values |= {"day": before[0], "id": before[1]}
    with connection.cursor() as cursor:
        cursor.execute(page_of(_RECORDS, where, cut.area), values)
        return [Record(*row) for row in cursor.fetchall()]


def page_of(statement: str, where: list[str], area: Area) -> str:
    """A page of what meets all conditions, newest first: a statement with {where}, which names its rows `r`.

    In wards that are known it is a page of each by its index, and of these the newest.
    """
    order = f"ORDER BY local_day DESC, id DESC LIMIT {PAGE}"
    if not area.kind or area.outside or "" in area.wards:
        conditions = [*where, AREA.format(of="r.")] if area.kind else where
        return f"{statement.format(where=' AND '.join(conditions))} {order}"
    conditions = [*where, "r.ward = asked.ward", "r.ward <> ''"]
    each = f"{statement.format(where=' AND '.join(conditions))} {order}"
    return f"SELECT one.* FROM unnest(%(wards)s::text[]) AS asked (ward), LATERAL ({each}) one {order}"


def _asked(actor: Actor, period: Period, cut: Cut) -> tuple[list[str], dict[str, Any]]:
    """Conditions and values of the figure's requests, and which restricted services the actor may know of."""
    require(may_open_records(actor))
    where = ["council = %(council)s", "local_day BETWEEN %(since)s AND %(until)s", "channel <> ''", PARTS[cut.part]]
    sight = requests.sight_of(actor)
    values: dict[str, Any] = {
        "council": actor.council, "since": period.since, "until": period.until, "now": clock.now(),
        "service": cut.service, "channel": cut.channel, "promise": cut.promise,
        "everything": sight.everything, "named": sorted(sight.named_for),
        "wards": list(cut.area.wards), "outside": cut.area.outside,
    }  # fmt: skip
    where += [f"{column} = %({column})s" for column in ("service", "channel", "promise") if values[column]]
    return where, values
