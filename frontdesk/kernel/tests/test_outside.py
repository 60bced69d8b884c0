"""Asking outside systems together: each by itself, whatever one of them does."""

from collections.abc import Iterator
from threading import Event
from time import monotonic

import pytest

from frontdesk.kernel import outside
from frontdesk.kernel.outside import AT_ONCE, Call

pytestmark = pytest.mark.shows("B9")


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    outside.forget()
    yield
    outside.forget()


@pytest.fixture
def hanging() -> Iterator[Event]:
    """What a system hangs on; it is let go at the end."""
    event = Event()
    yield event
    event.set()


def test_one_that_hangs_keeps_no_other_waiting_and_marks_no_other_as_down(hanging: Event):
    calls = {n: Call("hangs", lambda: hanging.wait(20)) for n in range(40)} | {"well": Call("well", lambda: "told")}
    for _ in range(4):
        begun = monotonic()
        told = outside.ask(calls, within=0.2)
        assert told["well"].value == "told" and monotonic() - begun < 1
        assert all(isinstance(told[n].error, TimeoutError) for n in range(40))
    assert str(told[0].error) == "it rests"
    assert outside.ask({0: Call("well", lambda: "still")}, within=0.2)[0].value == "still"


def test_a_call_that_never_began_is_no_fault_of_its_system(hanging: Event):
    """Two hang in a first page; a second page finds no thread free, and its calls never begin."""
    outside.ask({n: Call("busy", lambda: hanging.wait(20)) for n in range(2)}, within=0.05)
    outside.ask({n: Call("busy", lambda: 1) for n in range(20)}, within=0.5)
    outside.ask({n: Call("busy", lambda: hanging.wait(20)) for n in range(2)}, within=0.05)
    told = outside.ask({n: Call("busy", lambda: "told") for n in range(9)}, within=0.05)
    assert {str(each.error) for each in told.values()} == {"it is late"}
    hanging.set()
    assert outside.ask({0: Call("busy", lambda: "back")}, within=1)[0].value == "back", "two faults, and no more"


def test_more_calls_than_threads_are_answered_within_the_limit():
    told = outside.ask({n: Call("quick", lambda n=n: n) for n in range(3 * AT_ONCE)}, within=2)
    assert [told[n].value for n in range(3 * AT_ONCE)] == list(range(3 * AT_ONCE))


def test_a_system_that_fails_rests_alone():
    def fails() -> None:
        raise OSError

    for _ in range(3):
        outside.ask({0: Call("fails", fails), 1: Call("well", lambda: 1)}, within=1)
    told = outside.ask({0: Call("fails", lambda: "well again"), 1: Call("well", lambda: 1)}, within=1)
    assert str(told[0].error) == "it rests" and told[1].value == 1
