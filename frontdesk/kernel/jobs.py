"""Background work: jobs deferred in the verb's own transaction, and the worker that does them.

A job is named `domain.what` and gets ids and codes only, always with its council. Jobs may run twice (a killed
worker's job is taken up again), so each must be rerunnable.
"""

import functools
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import structlog
from django.db import close_old_connections, connection, transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from frontdesk.kernel import journal, tenancy

log = structlog.get_logger()
P = ParamSpec("P")
R = TypeVar("R")

QUARTER = 15 * 60
_queue: ContextVar[str] = ContextVar("queue", default="")

TRIES = 4 + 3 * 24 * 4
"""How often a job is tried again: a supplier may be away from Friday evening to Monday morning."""


def wait_after(attempts: int) -> int | None:
    """Seconds until a job that failed `attempts` times before is tried again: 5, 25, 125, 625, then every quarter of
    an hour for three days; None when it stands as failed."""
    return min(5 ** min(attempts + 1, 5), QUARTER) if attempts < TRIES else None


class Patient(BaseRetryStrategy):
    """For suppliers, who may be away for a while and should be asked soon after they are back."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again, None for never."""
        wait = wait_after(job.attempts)
        return None if wait is None else RetryDecision(retry_in={"seconds": wait})


PATIENT = Patient()


def job(
    name: str, *, retry: BaseRetryStrategy | None = PATIENT, queue: str = "default"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as the job `name`. It is called acting for the council it was deferred with."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*, council: int, **arguments: Any) -> Any:
            with tenancy.acting_for(council):
                return function(council=council, **arguments)

        app.task(name=name, retry=retry or False, queue=queue)(run)
        return function

    return register


def defer(name: str, *, council: int, at: Any = None, **arguments: Any) -> None:
    """Put the job in the queue, in the caller's transaction: it is gone if that rolls back.

    `at` (aware datetime) delays it. Raises when no job of that name exists.
    """
    options = {"schedule_at": at} if at is not None else {}
    if queue := _queue.get():
        options["queue"] = queue
    app.configure_task(name, allow_unknown=False, **options).defer(council=council, **arguments)


@contextmanager
def into(queue: str) -> Iterator[None]:
    """Whatever is deferred within goes into the queue of this name, for `do_all`; the worker does every queue."""
    token = _queue.set(queue)
    try:
        yield
    finally:
        _queue.reset(token)


def every(cron: str, name: str) -> Callable[[Callable[[int], None]], Callable[[int], None]]:
    """Register a function of a council's id to run for every council by the cron line (UTC)."""

    def register(function: Callable[[int], None]) -> Callable[[int], None]:
        def run(timestamp: int) -> None:
            for_each_council(name, function)

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(run))
        return function

    return register


def nightly(cron: str, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function to run once for the whole installation by the cron line (UTC): what belongs to no council."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        def run(timestamp: int) -> None:
            function()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(run))
        return function

    return register


def all_councils() -> Iterable[int]:
    """Ids of every council of the installation. The table of councils is not under the policy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM organisations_council ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def for_each_council(name: str, do: Callable[[int], R]) -> list[R]:
    """Do it for every council, acting for it; returns the answers. One for which it fails keeps no other waiting."""

    def one(council: int) -> R:
        with tenancy.acting_for(council):
            return do(council)

    return _each(name, "council", all_councils(), one)


def each_alone(name: str, ids: Iterable[int], do: Callable[[int], int]) -> int:
    """Do it for every row of a round, each in a transaction of its own; returns the sum of the answers.

    A row for which it fails is as it was and keeps no other waiting; the round stands as failed.
    """
    return sum(_each(name, "row", ids, transaction.atomic(do)))


def _each(name: str, what: str, ids: Iterable[int], do: Callable[[int], R]) -> list[R]:
    """Do it for each. The fault of one is logged by its id, and all are raised together at the end."""
    answers, faults = [], []
    for each in ids:
        try:
            answers.append(do(each))
        except Exception as fault:
            log.exception(f"{what}.failed", work=name, **{what: each})
            faults.append(fault)
    if faults:
        raise ExceptionGroup(f"{name} failed for some {what}s", faults)
    return answers


def deliver_news() -> int:
    """Hand new journal entries of every council to their reactions; returns how many."""
    return sum(for_each_council("news", journal.deliver))


@dataclass(frozen=True, slots=True)
class Health:
    """Jobs of the whole installation: how many are due, how long the oldest has waited (seconds), how many failed."""

    waiting: int
    oldest: float
    failed: int


def health() -> Health:
    """How the work behind the pages goes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(greatest(e.at, j.scheduled_at))), 0)"
            " FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
            " WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())"
        )
        waiting, oldest = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        (failed,) = cursor.fetchone()
    return Health(waiting, float(oldest), failed)


def failing_news() -> dict[str, int]:
    """The reactions that fail at present, with the number of councils whose news they keep."""
    councils = tuple(all_councils())
    with tenancy.acting_for(*councils):
        return journal.failing() if councils else {}


def run_worker(*, concurrency: int = 4, pause: float = 0.5) -> None:
    """Work until stopped: a thread hands on news every `pause` seconds, the main thread does jobs."""
    stop = threading.Event()
    thread = threading.Thread(target=_deliver_until, args=(stop, pause), name="news", daemon=True)
    thread.start()
    try:
        # The Django connector has this method; the type of `app.connector` is its base class.
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        app.with_connector(connector).run_worker(concurrency=concurrency)
    finally:
        stop.set()
        thread.join(timeout=5)


def _deliver_until(stop: threading.Event, pause: float) -> None:
    while not stop.is_set():
        started = time.monotonic()
        try:
            deliver_news()
        except Exception:
            # Every fault was logged for its council, but for a database that is away: tried again next round.
            log.exception("news.round_failed")
            close_old_connections()
        stop.wait(max(0.0, pause - (time.monotonic() - started)))


def do_all(limit: int = 1000, queue: str = "") -> int:
    """Do all waiting jobs in this process, now, in the caller's connection, or those of one queue; returns how many.

    For tests and for `frontdesk demo` while it seeds; the worker is what runs in production.
    """
    done = 0
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE id = (SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
                " AND (scheduled_at IS NULL OR scheduled_at <= now()) AND (%(queue)s = '' OR queue_name = %(queue)s)"
                " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING task_name, args",
                {"queue": queue},
            )
            row = cursor.fetchone()
        if row is None:
            return done
        name, given = row
        arguments = json.loads(given) if isinstance(given, str) else given
        with transaction.atomic():
            app.tasks[name].func(**arguments)
        done += 1
    return done


@app.periodic(cron="*/2 * * * *")
@app.task(name="kernel.take_up_stalled", queueing_lock="kernel.take_up_stalled", pass_context=True)
async def take_up_stalled(context: Any, timestamp: int) -> None:
    """Retry the jobs of workers that were killed: the library leaves that to its user."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        await manager.retry_job(stalled)


@nightly("0 3 * * *", "kernel.journal_months")
def journal_months() -> None:
    """Make the journal's partitions for the year ahead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_months(12)")
