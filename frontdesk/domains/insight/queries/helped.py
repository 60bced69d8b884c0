"""Forms, sign-ups and searches that stop, by step and reason; accounts opened and repaired with help (B5, B6)."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection

from frontdesk.domains.insight.types import Period
from frontdesk.domains.insight.types.helped import Abandoned, AccountsHelped, Begun, Effect, Helped, Stop
from frontdesk.kernel import clock

GIVEN_UP = timedelta(days=1)
"""Nobody has worked on it for so long: it counts as given up, until somebody does."""
AROUND = timedelta(days=90)
_DRAFTS = """
    WITH begun AS (
        SELECT d.id, d.service, d.page, d.last_activity, d.request IS NOT NULL AS sent,
               d.finished IS NULL AND d.last_activity < %(stale)s AS given_up
        FROM forms_facts d
        WHERE d.council = %(council)s AND d.started >= %(since)s AND d.started < %(until)s
          AND d.started_on = 'web' AND d.service <> ALL (%(hidden)s)
    )
"""
_FORMS = f"""{_DRAFTS}
    SELECT b.service, count(*), count(*) FILTER (WHERE b.sent), count(*) FILTER (WHERE b.given_up),
           count(o.agreed), count(o.sent), count(o.asked), count(o.helped), count(o.helped) FILTER (WHERE b.sent)
    FROM begun b LEFT JOIN forms_offer_facts o ON o.council = %(council)s AND o.draft = b.id
    GROUP BY 1 ORDER BY 4 DESC, 1
"""
# The trouble that came last counts where nothing went right after it; else the last page that was done.
_STOPS = f"""{_DRAFTS}
    SELECT b.service, coalesce(t.page, b.page), coalesce(t.reason, ''), count(*), t.page IS NULL
    FROM begun b
    LEFT JOIN LATERAL (
        SELECT f.page, f.reason FROM forms_trouble_facts f
        WHERE f.council = %(council)s AND f.draft = b.id AND f.last >= b.last_activity
        ORDER BY f.last DESC, f.times DESC, f.question LIMIT 1
    ) t ON true
    WHERE b.given_up
    GROUP BY 1, 2, 3, 5 ORDER BY 4 DESC, 1, 2, 3
"""
_SIGN_UPS = """
    SELECT count(*), count(s.done), count(*) FILTER (WHERE s.done IS NULL AND s.last < %(stale)s),
           count(*) FILTER (WHERE s.done IS NULL AND s.last < %(stale)s AND s.wrong_codes > 0),
           count(o.agreed), count(o.sent), count(o.asked), count(o.helped),
           count(o.helped) FILTER (WHERE s.done > o.helped)
    FROM access_sign_up_facts s LEFT JOIN forms_offer_facts o ON o.council = s.council AND o.sign_up = s.id
    WHERE s.council = %(council)s AND s.started >= %(since)s AND s.started < %(until)s
"""
_SEARCHES = """
    SELECT coalesce(sum(found_none), 0) FROM services_search_facts
    WHERE council = %(council)s AND day BETWEEN %(first)s AND %(last)s
"""
_HELPS = """
    SELECT kind, count(*), count(done), count(used), count(*) FILTER (WHERE stopped_why = 'customer'),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM done - started) / 60)
    FROM people_account_help_facts
    WHERE council = %(council)s AND started >= %(since)s AND started < %(until)s AND stopped_why <> 'newer'
    GROUP BY 1 ORDER BY 2 DESC, 1
"""
_CALLS = """
    WITH opened AS (
        SELECT person, min(done) AS at FROM people_account_help_facts
        WHERE council = %(council)s AND kind = 'opening' AND started >= %(since)s AND started < %(until)s
          AND done < %(over)s
        GROUP BY 1
    )
    SELECT (SELECT count(*) FROM opened), count(*) FILTER (WHERE c.started < o.at),
           count(*) FILTER (WHERE c.started > o.at)
    FROM opened o JOIN contacts_facts c ON c.council = %(council)s AND c.person = o.person
    WHERE c.channel IN ('phone', 'visit') AND c.direction = 'in'
      AND c.started BETWEEN o.at - %(around)s AND o.at + %(around)s
"""
_TIMES = """
    WITH helped AS (
        SELECT DISTINCT contact FROM people_account_help_facts
        WHERE council = %(council)s AND started >= %(since)s AND started < %(until)s AND contact IS NOT NULL
    )
    SELECT avg(extract(epoch FROM c.ended - c.answered)) FILTER (WHERE h.contact IS NOT NULL),
           avg(extract(epoch FROM c.ended - c.answered)) FILTER (WHERE h.contact IS NULL)
    FROM contacts_facts c LEFT JOIN helped h ON h.contact = c.id
    WHERE c.council = %(council)s AND c.local_day BETWEEN %(first)s AND %(last)s AND c.ended >= c.answered
      AND c.channel IN (SELECT channel FROM people_account_help_facts
                        WHERE council = %(council)s AND started >= %(since)s AND started < %(until)s)
"""


def abandoned(council: int, period: Period, hidden: Collection[str] = ()) -> Abandoned:
    """What was begun online in the period, what became of it, and where and why it stopped.

    Services of `hidden`, which the reader may not know of, are left out.
    """
    asked = _asked(council, period) | {"hidden": list(hidden)}
    begun, done, given_up, wrong, *help_ = _rows(_SIGN_UPS, asked)[0]
    ((without,),) = _rows(_SEARCHES, asked)
    return Abandoned(
        period,
        [Begun(*row) for row in _rows(_FORMS, asked)],
        [Stop(*row) for row in _rows(_STOPS, asked)],
        Begun("", begun, done, given_up, *help_),
        wrong,
        int(without),
    )


def accounts_helped(council: int, period: Period) -> AccountsHelped:
    """Accounts that staff opened and repaired in the period, and what that did to calls and handling time."""
    asked = _asked(council, period)
    kinds = [Helped(*row) for row in _rows(_HELPS, asked)]
    customers, before, after = _rows(_CALLS, asked)[0]
    seconds_with, seconds_without = _rows(_TIMES, asked)[0] if kinds else (None, None)
    return AccountsHelped(
        period, kinds, Effect(customers, before, after, _number(seconds_with), _number(seconds_without))
    )


def _asked(council: int, period: Period) -> dict[str, Any]:
    now = clock.now()
    return {
        "council": council, "first": period.since, "last": period.until, "stale": now - GIVEN_UP, "around": AROUND,
        "over": now - AROUND, "since": _midnight(period.since), "until": _midnight(period.until + timedelta(days=1)),
    }  # fmt: skip


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL)


def _rows(query: str, asked: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return list(cursor.fetchall())


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 1)
