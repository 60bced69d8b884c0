"""Work the installation does by itself, council by council, and how long it tries."""

import pytest

from frontdesk.kernel import jobs, tenancy
from tests.support.cast import Cast

pytestmark = pytest.mark.pg15


def test_a_council_that_fails_does_not_keep_the_later_ones_waiting(standing: Cast, db: None):
    done: list[int] = []

    def clear(council: int) -> None:
        assert tenancy.current() == (council,)
        if council == standing.councils.demo.id:
            raise RuntimeError
        done.append(council)

    with pytest.raises(ExceptionGroup):
        jobs.for_each_council("test.clear", clear)
    assert done == [standing.councils.littlewick.id]


def test_a_supplier_that_is_down_is_asked_every_quarter_of_an_hour_for_three_days():
    waits = [wait for wait in map(jobs.wait_after, range(1000)) if wait is not None]
    assert waits[:6] == [5, 25, 125, 625, 900, 900]
    assert max(waits) == 900
    assert 72 <= sum(waits) / 3600 < 73
