"""A verb done under a key is done once."""

from datetime import timedelta

import pytest
from django.db import transaction

from frontdesk.kernel import clock
from frontdesk.kernel.errors import OtherContent
from frontdesk.kernel.idempotency import KEPT, forget, once
from tests.support.cast import Cast

pytestmark = pytest.mark.pg15


def test_the_second_call_gets_the_first_answer(cast: Cast):
    answers = iter([{"n": 1}, {"n": 2}])
    assert once(cast.dee, "test.verb", "k1", lambda: next(answers)) == {"n": 1}
    assert once(cast.dee, "test.verb", "k1", lambda: next(answers)) == {"n": 1}
    assert once(cast.dee, "test.verb", "k2", lambda: next(answers)) == {"n": 2}


def test_the_same_key_with_something_else_in_it_is_refused(cast: Cast):
    assert once(cast.dee, "test.verb", "k1", lambda: [1], content="one") == [1]
    assert once(cast.dee, "test.verb", "k1", lambda: [2], content="one") == [1]
    with pytest.raises(OtherContent):
        once(cast.dee, "test.verb", "k1", lambda: [2], content="two")


def test_keys_belong_to_their_actor(cast: Cast):
    assert once(cast.dee, "test.verb", "k1", lambda: "dee's") == "dee's"
    assert once(cast.oli, "test.verb", "k1", lambda: "oli's") == "oli's"


def test_a_first_that_failed_leaves_no_trace(cast: Cast):
    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        once(cast.dee, "test.verb", "k1", fail)
    assert once(cast.dee, "test.verb", "k1", lambda: "done") == "done"


def test_old_keys_are_forgotten_and_new_ones_kept(cast: Cast):
    with clock.at(clock.now() - KEPT - timedelta(hours=1)):
        once(cast.dee, "test.verb", "old", lambda: "first")
    once(cast.dee, "test.verb", "new", lambda: "first")
    assert forget(cast.dee.council) == 1
    assert [once(cast.dee, "test.verb", key, lambda: "second") for key in ("old", "new")] == ["second", "first"]
