"""A system that fails again and again is left alone for a while."""

from datetime import UTC, datetime, timedelta

from frontdesk.kernel import clock
from frontdesk.kernel.breaker import Breaker

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


def test_it_rests_after_three_faults_running_and_asks_once_more_afterwards():
    breaker = Breaker()
    with clock.at(NOW):
        for ok in (False, False, True, False, False):
            breaker.count(ok=ok)
            assert not breaker.resting
        breaker.count(ok=False)
        assert breaker.resting
    with clock.at(NOW + timedelta(minutes=1)):
        assert not breaker.resting
        breaker.count(ok=False)
        assert breaker.resting
    with clock.at(NOW + timedelta(minutes=2)):
        breaker.count(ok=True)
        assert not breaker.resting and breaker.faults == 0
