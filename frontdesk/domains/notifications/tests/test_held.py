"""Nothing goes by itself to somebody who has died: what is in the queue, what is written later, by whichever part."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from frontdesk.domains.notifications import actions, queries
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, jobs, journal
from tests.support.cast import Cast
from tests.support.worker import work

pytestmark = pytest.mark.shows("B8")
ABOUT = ("request", 7)


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.FRONTDESK_HOME = tmp_path
    return tmp_path / "outbox"


@pytest.fixture
def ruth(cast: Cast) -> int:
    return people.create_person(cast.dee, name="Ruth Bridges", email="ruth@example.org", source="desk")


def tell(cast: Cast, key: str, **to: Any) -> int:
    message = actions.tell(
        cast.system, topic=to.pop("topic", "received"), subject="News", body="Words 123456", about=ABOUT, key=key, **to
    )
    assert message is not None
    return message


def gone(outbox: Path) -> int:
    return len(list(outbox.glob("*.eml")))


def state(message: int) -> str:
    return Message.objects.get(pk=message).state


def died(cast: Cast, person: int) -> None:
    people.record_death(cast.dee, person=person, died_on=clock.today() - timedelta(days=1), evidence="certificate")


def test_what_was_in_the_queue_before_is_held_and_so_is_what_is_written_later(cast: Cast, outbox: Path, ruth: int):
    before = tell(cast, "1", to_person=ruth)
    people.say_died(cast.system, person=ruth, source="web")
    after = tell(cast, "2", to_person=ruth, email="another@example.org")
    work()
    assert (gone(outbox), state(before), state(after)) == (0, "held", "held")
    assert [each.id for each in queries.held_for(cast.dee, [ruth])] == [after, before]
    died(cast, ruth)
    journal.deliver(cast.dee.council)
    assert (jobs.do_all(), gone(outbox)) == (0, 0)


def test_an_address_alone_is_enough_to_hold_it_but_not_one_that_the_living_share(cast: Cast, outbox: Path, ruth: int):
    died(cast, ruth)
    work()
    assert state(one := tell(cast, "1", email="Ruth@example.org")) == "waiting"
    work()
    assert (state(one), gone(outbox)) == ("held", 0)
    henry = people.create_person(cast.dee, name="Henry Bridges", email="ruth@example.org", source="desk")
    tell(cast, "2", email="ruth@example.org")
    tell(cast, "3", to_person=henry)
    tell(cast, "4", email="nobody.known@example.org")
    work()
    assert gone(outbox) == 3


def test_a_code_goes_until_there_is_evidence_and_is_not_kept_after(cast: Cast, outbox: Path, ruth: int):
    """So that nobody shuts a living person out of their account by reporting them dead."""
    people.say_died(cast.system, person=ruth, source="web")
    tell(cast, "1", topic="account-code", email="ruth@example.org")
    work()
    assert gone(outbox) == 1
    died(cast, ruth)
    late = tell(cast, "2", topic="account-code", email="ruth@example.org")
    work()
    row = Message.objects.get(pk=late)
    assert (gone(outbox), row.state) == (1, "settled") and "123456" not in row.body


def test_warnings_about_the_account_go_until_there_is_evidence(cast: Cast, outbox: Path, ruth: int):
    """So that nobody silences them by reporting the customer dead."""
    people.say_died(cast.system, person=ruth, source="web")
    tell(cast, "1", topic="account", to_person=ruth)
    work()
    assert gone(outbox) == 1
    died(cast, ruth)
    late = tell(cast, "2", topic="account", to_person=ruth)
    work()
    assert (gone(outbox), state(late)) == (1, "held")


def test_what_is_held_is_kept_whole_until_the_death_is_sure(cast: Cast, outbox: Path, ruth: int):
    people.say_died(cast.system, person=ruth, source="web")
    kept = tell(cast, "1", to_person=ruth)
    work()
    with clock.at(clock.now() + timedelta(days=91)):
        assert actions.clear_old(cast.dee.council) == 0
        died(cast, ruth)
        assert actions.clear_old(cast.dee.council) == 1
    assert (state(kept), gone(outbox)) == ("held", 0)


def test_it_goes_after_all_when_they_have_not_died_or_the_records_are_parted(cast: Cast, outbox: Path, ruth: int):
    people.say_died(cast.system, person=ruth, source="web")
    tell(cast, "1", to_person=ruth)
    work()
    people.end_death(cast.dee, person=ruth, why="She rang us herself")
    work()
    assert gone(outbox) == 1
    other = people.create_person(cast.dee, name="R Bridges", source="desk")
    join = people.join_people(cast.sam, person=other, into=ruth)
    died(cast, other)
    tell(cast, "2", to_person=ruth)
    work()
    assert gone(outbox) == 1
    people.undo_join(cast.sam, join=join, why="Mother and daughter")
    work()
    assert gone(outbox) == 2
