"""A round while a customer is in touch, and two rounds at the same moment."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.people import actions as people
from frontdesk.domains.segments import actions, queries
from frontdesk.domains.segments.queries import counting
from frontdesk.kernel import clock, tenancy
from tests.support.at_once import both
from tests.support.cast import Cast
from tests.support.neighbours import MORNING

pytestmark = [pytest.mark.committed, pytest.mark.shows("B10")]


def test_what_happens_while_a_customer_is_counted_is_counted_next(real: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    council = real.councils.demo.id
    person = people.create_person(real.dee, name="Amina Testwood", source="desk")
    actions.count_all(council)
    actions.look_at(council, [person])
    count, done = counting.count, list[Future[None]]()

    def call() -> None:
        """A call that ends in the same moment, and its news."""
        try:
            with tenancy.acting_for(council), clock.at(MORNING):
                contacts.record_whole(real.system, contact=ContactIn("phone", MORNING, person, ended_at=MORNING))
                actions.look_at(council, [person])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:

        def while_counted(*given: Any, **more: Any) -> list[counting.Counted]:
            found = count(*given, **more)
            if not done:
                done.append(pool.submit(call))
            return found

        monkeypatch.setattr(counting, "count", while_counted)
        actions.count_all(council)
        done[0].result(timeout=20)
        actions.count_all(council)
    standing = queries.standing_of(council, [person])
    assert standing is not None and standing.why == "1 contact on 1 channel in the last 12 months."


def test_two_rounds_at_once_are_one_and_a_sentence(real: Cast) -> None:
    council = real.councils.demo.id
    for number in range(12):
        people.create_person(real.dee, name=f"Amina Number{chr(97 + number)}", source="desk")
    came = both(council, MORNING, *[partial(actions.count_all, council, at_once=2)] * 2)
    assert sum(getattr(each, "looked_at", 0) for each in came) == 12
    assert actions.count_all(council).looked_at == 0
