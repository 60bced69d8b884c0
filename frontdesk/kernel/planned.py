"""Statements that run all day and whose text never differs: the database plans them once a connection, not each time.

Planning a contact's INSERT beneath the policies costs it as much as writing the rows. Only for statements whose best
plan hangs on no value: a list of one council may need another plan than the next council's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import Cursor


class _Planned(Cursor[Any]):
    """Sends the values beside the statement, which the server keeps; the first call on a connection prepares it."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Planned":
        return super().execute(query, params, **{**options, "prepare": True})


@contextmanager
def cursor() -> Iterator[Any]:
    """Like `connection.cursor()`. Values travel apart from the text: cast those whose type the place does not tell."""
    connection.ensure_connection()
    planned: Any = _Planned(connection.connection)
    with connection.make_debug_cursor(planned) if connection.queries_logged else connection.make_cursor(planned) as one:
        yield one
