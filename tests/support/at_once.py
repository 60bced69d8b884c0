"""Several who act at the same moment, each in a thread and a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

from django.db import connection

from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import Refusal


def both(council: int, moment: datetime, *do: Callable[[], Any]) -> list[Any]:
    """What each came to, all begun at the same moment: its answer, or the code of its refusal."""
    start = Barrier(len(do))

    def run(one: Callable[[], Any]) -> Any:
        try:
            with tenancy.acting_for(council), clock.at(moment):
                start.wait(timeout=20)
                return one()
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(do)) as pool:
        return list(pool.map(run, do))
