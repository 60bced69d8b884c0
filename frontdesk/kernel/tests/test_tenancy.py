"""What connections are told of the council, on a pool of one: every piece of work gets the last one's connection."""

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from frontdesk.config.middleware import find_council
from frontdesk.domains.organisations.models import Team
from frontdesk.kernel import tenancy
from tests.support.cast import make_councils

pytestmark = pytest.mark.committed


@pytest.fixture
def pooled(committed) -> Iterator[list[int]]:
    """Two councils, and a pool of one connection for this thread."""
    made = make_councils()
    connection.close()
    options = dict(connection.settings_dict["OPTIONS"])
    connection.settings_dict["OPTIONS"] = {**options, "pool": {"min_size": 1, "max_size": 1, "timeout": 5}}
    try:
        yield [made.demo.id, made.littlewick.id]
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        connection.settings_dict["OPTIONS"] = options


def _told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.councils', true)")
        return cursor.fetchone()[0] or ""


def _work(council: int, statements: list[str]) -> int:
    """A page of one council, as the middleware makes it; its statements are added."""

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), tenancy.acting_for(council):
        count = Team.objects.count()
        tenancy.hand_back()
    return count


def test_a_page_of_the_same_council_tells_its_connection_nothing(pooled: list[int]) -> None:
    first, second = pooled
    statements: list[str] = []
    _work(first, [])
    assert _work(first, statements) == _teams(first)
    assert len(statements) == 1
    _work(second, statements)
    assert [each[:17] for each in statements[1:]] == ["SELECT set_config", "SELECT COUNT(*) A"]


def _teams(council: int) -> int:
    with tenancy.acting_for(council):
        return Team.objects.filter(council_id=council).count()


def test_what_comes_after_a_page_reads_nothing(pooled: list[int]) -> None:
    _work(pooled[0], [])
    with pytest.raises(DatabaseError, match="no council is set"):
        Team.objects.count()


def test_it_is_told_right_however_work_nests_fails_and_ends(pooled: list[int]) -> None:
    dice = random.Random(4)

    def step(depth: int) -> None:
        council = dice.choice(pooled)
        with tenancy.acting_for(council):
            if dice.random() < 0.8:
                assert _told() == f"{{{council}}}"
            for _ in range(dice.randrange(3) if depth < 4 else 0):
                try:
                    if dice.random() < 0.5:
                        with transaction.atomic(savepoint=dice.random() < 0.5):
                            step(depth + 1)
                            if dice.random() < 0.5:
                                raise LookupError
                    else:
                        step(depth + 1)
                except LookupError:
                    if connection.needs_rollback:
                        raise
                assert _told() == f"{{{council}}}"
            if dice.random() < 0.2:
                tenancy.hand_back()

    for _ in range(60):
        with suppress(LookupError):
            step(0)
        assert _told() == ""
        connection.close()


def test_streams_of_two_councils_read_their_own_rows_in_turn(pooled: list[int]) -> None:
    """An answer in parts is sent when the middleware has left its council already."""

    def parts() -> Iterator[str]:
        for _ in range(3):
            yield Team.objects.values_list("council__code", flat=True).distinct().get()

    page: Any = find_council(lambda request: StreamingHttpResponse(parts()))
    demo, littlewick = (page(RequestFactory().get(f"/c/{code}/")).streaming_content for code in ("demo", "littlewick"))
    assert list(zip(demo, littlewick, strict=True)) == [(b"demo", b"littlewick")] * 3
    assert _told() == ""


def test_a_connection_that_the_server_has_ended_is_changed_for_another(pooled: list[int], committed) -> None:
    _work(pooled[0], [])
    with psycopg.connect(committed.app_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert _work(pooled[0], []) == _teams(pooled[0])
