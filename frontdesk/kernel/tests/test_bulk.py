"""Loading many rows at once: only what differs is written, each council by itself."""

import pytest
from django.db import connection

from frontdesk.domains.organisations.models import Department, Team
from frontdesk.kernel import bulk, tenancy
from frontdesk.kernel.bulk import Merged, Staging
from tests.support.cast import Cast


def merge(council: int, *rows: tuple[str, str]) -> Merged:
    with Staging("organisations_department", ("code", "name")) as staging:
        assert staging.fill(rows) == len(rows)
        return staging.merge(council, ["code"])


def names(council: int) -> dict[str, str]:
    return dict(Department.objects.filter(council_id=council).values_list("code", "name"))


def test_it_adds_changes_and_leaves_alone(cast: Cast):
    council = cast.system.council
    assert merge(council, ("a", "A"), ("b", "B")) == Merged(added=2)
    assert merge(council, ("a", "A"), ("b", "Bee"), ("c", "C")) == Merged(added=1, changed=1, same=1)
    assert names(council) == {"all": "All services", "a": "A", "b": "Bee", "c": "C"}
    assert merge(council) == Merged()


def test_it_goes_batch_by_batch(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    assert merge(cast.system.council, *((f"d{n}", f"D{n}") for n in range(5))) == Merged(added=5)


def test_each_council_has_its_own_rows(cast: Cast):
    merge(cast.system.council, ("a", "A"))
    with tenancy.acting_for(cast.littlewick_system.council):
        assert merge(cast.littlewick_system.council, ("a", "Ay")) == Merged(added=1)
    assert names(cast.system.council)["a"] == "A"


def test_awkward_texts_come_through_as_they_are(cast: Cast):
    awkward = 'Tab\there, "quotes", back\\slash, \\N, comma,\nnew line, é 🦆'
    merge(cast.system.council, ("odd", awkward))
    assert names(cast.system.council)["odd"] == awkward


def test_two_tables_can_be_staged_at_once_and_leave_nothing_behind(cast: Cast):
    with Staging("organisations_department", ("code", "name")) as one, Staging("organisations_team", ("code",)) as two:
        one.fill([("x", "X")])
        two.fill([("y",)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'staging%%'", [])
        assert cursor.fetchone() == (0,)
    assert not Team.objects.filter(council_id=cast.system.council, code="y").exists()
