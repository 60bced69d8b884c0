"""How the installation is doing, in figures for Prometheus: work that waits, mail that reached nobody, news kept back.

They are read from the database, so that whichever process answers tells the same.
"""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from frontdesk.kernel import tenancy
from frontdesk.kernel.jobs import all_councils, failing_news, health

_HERE = frozenset({"127.0.0.1", "::1", ""})
_GAUGES = {
    "frontdesk_jobs": "SELECT status::text AS status, count(*) FROM procrastinate_jobs GROUP BY 1",
}
_OF_COUNCILS = {
    "frontdesk_messages": """
        SELECT state, count(*) FROM notifications_message WHERE state IN ('waiting', 'sending', 'failed') GROUP BY 1""",
    # live.wake wants every kind of entry, so that what it has not had yet is what nobody has had yet.
    "frontdesk_news_oldest_seconds": """
        SELECT coalesce(extract(epoch FROM clock_timestamp() - min(entry.recorded_at)), 0)
        FROM kernel_cursor c CROSS JOIN LATERAL (
            SELECT recorded_at FROM kernel_journal j
            WHERE j.council_id = c.council_id AND (j.xact, j.id) > (c.xact, c.entry) ORDER BY j.xact, j.id LIMIT 1
        ) entry WHERE c.reaction = 'live.wake'""",
}


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever has METRICS_TOKEN; without one for this machine, where no proxy stands before us."""
    if not _may_read(request):
        return HttpResponse(status=404)
    body = generate_latest().decode() + "\n".join(_lines()) + "\n"
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())
    behind = settings.SECURE_PROXY_SSL_HEADER or "HTTP_X_FORWARDED_FOR" in request.META
    return settings.DEMO or (not behind and request.META.get("REMOTE_ADDR") in _HERE)


def _lines() -> Iterator[str]:
    yield from _asked(_GAUGES)
    yield "# TYPE frontdesk_jobs_oldest_seconds gauge"
    yield f"frontdesk_jobs_oldest_seconds {health().oldest:.3f}"
    councils = tuple(all_councils())
    if councils:
        with tenancy.acting_for(*councils):
            yield from _asked(_OF_COUNCILS)
    yield "# TYPE frontdesk_news_failing gauge"
    for reaction, number in failing_news().items():
        yield f'frontdesk_news_failing{{reaction="{reaction}"}} {number}'


def _asked(gauges: dict[str, str]) -> Iterator[str]:
    """A gauge for each statement: its last column, labelled by the first where there are two."""
    for name, statement in gauges.items():
        yield f"# TYPE {name} gauge"
        with connection.cursor() as cursor:
            cursor.execute(statement)
            label = cursor.description[0].name
            for *labels, value in cursor.fetchall():
                yield f'{name}{{{label}="{labels[0]}"}} {value}' if labels else f"{name} {value}"
