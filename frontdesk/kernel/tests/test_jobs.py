"""Work the installation does by itself, council by council."""

import pytest

from frontdesk.kernel import jobs, tenancy
from tests.support.cast import Cast


def test_a_council_that_fails_does_not_keep_the_later_ones_waiting(cast: Cast):
    done: list[int] = []

    def clear(council: int) -> None:
        assert tenancy.current() == (council,)
        if council == cast.councils.demo.id:
            raise RuntimeError
        done.append(council)

    with pytest.raises(ExceptionGroup):
        jobs.for_each_council("test.clear", clear)
    assert done == [cast.councils.littlewick.id]
