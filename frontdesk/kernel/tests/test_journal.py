"""News reaches every reaction once, whatever the order of commits and whoever is killed."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdesk.console.roles import Addresses
from frontdesk.kernel import clock, jobs, journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.journal.reactions import Reaction, _reactions
from tests.support.cast import Cast, make_councils

seen: list[int] = []


@pytest.fixture
def listening() -> Iterator[list[int]]:
    seen.clear()
    _reactions["test.listens"] = Reaction("test.listens", ("test.happened",), _hear)
    yield seen
    del _reactions["test.listens"]


def _hear(entries: list[journal.Entry]) -> None:
    seen.extend(entry.thing_id for entry in entries)


def test_a_reaction_gets_each_entry_once(cast: Cast, listening: list[int]):
    journal.write(cast.dee, "test.happened", thing=("test", 1))
    journal.write(cast.dee, "test.other", thing=("test", 2))
    journal.deliver(cast.dee.council)
    journal.write(cast.dee, "test.happened", thing=("test", 3))
    journal.deliver(cast.dee.council)
    journal.deliver(cast.dee.council)
    assert listening == [1, 3]


def test_nobody_reads_again_what_a_reaction_does_not_want(cast: Cast, listening: list[int]):
    """At a county's size a reaction to what seldom happens would read millions of entries twice a second."""
    for number in range(3):
        journal.write(cast.dee, "test.other", thing=("test", number))
    journal.deliver(cast.dee.council)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT entry FROM kernel_cursor WHERE council_id = %(c)s AND reaction = 'test.listens'),"
            " (SELECT max(id) FROM kernel_journal WHERE council_id = %(c)s)",
            {"c": cast.dee.council},
        )
        stands, newest = cursor.fetchone()
    assert stands == newest
    journal.write(cast.dee, "test.happened", thing=("test", 4))
    journal.deliver(cast.dee.council)
    assert listening == [4]


def test_where_nothing_is_new_one_question_says_so_for_all_reactions(cast: Cast, listening: list[int]):
    journal.write(cast.dee, "test.happened", thing=("test", 1))
    journal.deliver(cast.dee.council)
    with CaptureQueriesContext(connection) as asked:
        assert journal.deliver(cast.dee.council) == 0
    assert len(asked) == 1


def test_a_reaction_that_fails_gets_the_entries_again(cast: Cast, listening: list[int]):
    def fail(entries: list[journal.Entry]) -> None:
        raise RuntimeError

    journal.write(cast.dee, "test.happened", thing=("test", 1))
    _reactions["test.listens"] = Reaction("test.listens", ("test.happened",), fail)
    with pytest.raises(ExceptionGroup):
        journal.deliver(cast.dee.council)
    _reactions["test.listens"] = Reaction("test.listens", ("test.happened",), _hear)
    with clock.at(clock.now() + timedelta(seconds=2)):
        journal.deliver(cast.dee.council)
    assert listening == [1]


def test_a_reaction_that_fails_rests_and_is_named(cast: Cast, listening: list[int]):
    started, tries = clock.now(), []

    def fail(entries: list[journal.Entry]) -> None:
        tries.append(clock.now() - started)
        raise RuntimeError

    journal.write(cast.dee, "test.happened", thing=("test", 1))
    _reactions["test.listens"] = Reaction("test.listens", ("test.happened",), fail)
    for second in range(32):
        with clock.at(started + timedelta(seconds=second)), suppress(ExceptionGroup):
            journal.deliver(cast.dee.council)
    assert sorted({at.seconds for at in tries}) == [0, 2, 6, 14, 30]
    assert jobs.failing_news() == {"test.listens": 1}
    assert 'frontdesk_news_failing{reaction="test.listens"} 1' in Client().get("/metrics").content.decode()


def test_only_those_behind_a_bad_entry_wait_and_an_operator_passes_over_it(cast: Cast, listening: list[int]):
    def fail_over_two(entries: list[journal.Entry]) -> None:
        if 2 in (entry.thing_id for entry in entries):
            raise RuntimeError
        _hear(entries)

    _reactions["test.listens"] = Reaction("test.listens", ("test.happened",), fail_over_two)
    for number in (1, 2, 3):
        journal.write(cast.dee, "test.happened", thing=("test", number))
    with pytest.raises(ExceptionGroup):
        journal.deliver(cast.dee.council)
    assert listening == [1]
    assert {name: entry.thing_id for name, entry in journal.stuck(cast.dee.council).items()} == {"test.listens": 2}
    journal.skip(cast.system, reaction="test.listens")
    journal.deliver(cast.dee.council)
    assert listening == [1, 3]
    assert journal.timeline(cast.dee.council, thing=("test", 2))[0].kind == "kernel.news_skipped"
    with pytest.raises(NotFound):
        journal.skip(cast.system, reaction="test.listens")


def test_a_reaction_that_fails_stops_neither_the_others_nor_other_councils(cast: Cast, listening: list[int]):
    """Dee's council comes first by id, the failing reaction first by name."""

    def fail(entries: list[journal.Entry]) -> None:
        if entries[0].council == cast.dee.council:
            raise RuntimeError

    _reactions["test.first"] = Reaction("test.first", ("test.happened",), fail)
    journal.write(cast.dee, "test.happened", thing=("test", 1))
    with tenancy.acting_for(cast.lena.council):
        journal.write(cast.lena, "test.happened", thing=("test", 2))
    try:
        with pytest.raises(ExceptionGroup):
            jobs.deliver_news()
    finally:
        del _reactions["test.first"]
    assert listening == [1, 2]


def test_other_councils_news_is_not_delivered(cast: Cast, listening: list[int]):
    with tenancy.acting_for(cast.councils.littlewick.id):
        journal.write(cast.lena, "test.happened", thing=("test", 9))
    journal.deliver(cast.dee.council)
    assert listening == []


def test_the_timeline_is_newest_first_and_paged(cast: Cast):
    for number in range(5):
        journal.write(cast.dee, "test.happened", thing=("test", number), person=77)
    first = journal.timeline(cast.dee.council, person=77, limit=3)
    rest = journal.timeline(cast.dee.council, person=77, before=(first[-1].happened_at, first[-1].id))
    assert [entry.thing_id for entry in [*first, *rest]] == [4, 3, 2, 1, 0]


@pytest.mark.committed
def test_an_entry_committed_late_is_not_lost(committed: Addresses, listening: list[int]):
    """Id 1 is given out first and committed last: "id > last seen" would lose it."""
    council = make_councils().demo.id
    actor = Actor.system(council)
    started, may_commit = threading.Event(), threading.Event()
    grow_old(committed)

    def slow() -> None:
        with tenancy.acting_for(council), transaction.atomic():
            journal.write(actor, "test.happened", thing=("test", 1))
            started.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    started.wait(10)
    with tenancy.acting_for(council):
        journal.write(actor, "test.happened", thing=("test", 2))
        journal.deliver(council)
        assert listening == []
        may_commit.set()
        thread.join(10)
        grow_old(committed)
        journal.deliver(council)
    assert sorted(listening) == [1, 2]


@pytest.mark.committed
@pytest.mark.pg15
def test_notices_reach_a_listener_with_council_topic_and_sequence_only(committed: Addresses):
    council = make_councils().demo.id
    with psycopg.connect(committed.app_url, autocommit=True) as listener:
        listener.execute("LISTEN frontdesk_live")
        with tenancy.acting_for(council):
            grow_old(committed)
            journal.deliver(council)
            journal.write(Actor.system(council), "test.happened", thing=("test", 5), person=1)
            grow_old(committed)
            journal.deliver(council)
        # Without the sequence numbers.
        heard = {notice.payload.rsplit(":", 1)[0] for notice in listener.notifies(timeout=0.2)}
    assert heard >= {f"{council}:test.5", f"{council}:desk"}


def grow_old(addresses: Addresses) -> None:
    """News waits for the oldest transaction of the whole server, other tests' too: make all entries older than those.

    Entries keep the order of their transactions; of those that grew old before, nothing changes.
    """
    with psycopg.connect(addresses.owner_url) as owner:
        owner.execute(
            "UPDATE kernel_journal j SET xact = 2 + place FROM (SELECT id, dense_rank() OVER (ORDER BY xact) AS place"
            " FROM kernel_journal) o WHERE o.id = j.id"
        )
