"""How often something may be done: counted in the shared cache's table, so that every process counts alike.

One statement a count. Only a keyed hash of who it was is kept, for as long as the window lasts. The table is not logged
by the database: counting waits for no disk, and a crash of the server forgives the window.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from frontdesk.kernel import clock, planned
from frontdesk.kernel.errors import TooMany

SENTENCE = "That was more than {most} times. Wait {wait} seconds and go on."
_COUNT = """
INSERT INTO {table} AS held (cache_key, value, expires) VALUES (%s, '1', %s)
ON CONFLICT (cache_key) DO UPDATE SET value = (held.value::int + 1)::text
RETURNING value::int
"""
_CLEAR = """
DELETE FROM {table} WHERE cache_key IN (
    SELECT cache_key FROM {table} WHERE expires < %s LIMIT 100 FOR UPDATE SKIP LOCKED)
"""


def count(action: str, who: object, *, most: int, seconds: int = 60, sentence: str = SENTENCE) -> None:
    """Count one `action` of `who`; TooMany beyond `most` of them in a window of so many seconds.

    `sentence` says so; {most} and {wait} (the seconds left) stand in it.
    Call it outside a transaction that may be taken back: what was refused counts too.
    """
    window, gone = divmod(int(clock.now().timestamp()), seconds)
    ends = datetime.fromtimestamp((window + 1) * seconds, UTC)
    key = salted_hmac("kernel.limits", f"{action}:{who}:{window}", algorithm="sha256").hexdigest()
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with planned.cursor() as cursor:
        cursor.execute(_COUNT.format(table=table), [key, ends])
        (times,) = cursor.fetchone()
    if times == 1:
        with connection.cursor() as cursor:
            cursor.execute(_CLEAR.format(table=table), [clock.now()])
    if times > most:
        wait = seconds - gone
        raise TooMany(sentence.format(most=most, wait=wait), wait)


def visitor_of(request: HttpRequest) -> str:
    """The network address a request comes from; that of the visitor where a proxy of ours passes it on."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return str(forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))
