"""How often requests were dealt with by their due date."""

from django.db import connection

from frontdesk.domains.insight.types import Cut, Period, Share


def timeliness(council: int, period: Period, cut: Cut | None = None) -> Share:
    """Requests of the period dealt with in time, over those closed or already late. Open ones in time are left out."""
    cut = cut or Cut()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE kept), count(*) FILTER (WHERE kept IS NOT NULL) FROM requests_facts"
            " WHERE council = %s AND local_day BETWEEN %s AND %s AND (%s = '' OR service = %s)"
            " AND (%s = '' OR channel = %s) AND outcome_class <> 'neither'",
            [council, period.since, period.until, cut.service, cut.service, cut.channel, cut.channel],
        )
        return Share(*cursor.fetchone())
