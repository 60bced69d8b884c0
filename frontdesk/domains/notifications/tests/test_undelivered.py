"""What did not arrive: tried for three days, listed for repair, sent again or settled by a manager."""

import contextlib
from datetime import timedelta

import pytest

from frontdesk.domains.notifications import actions, jobs, queries
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.notifications.ports import AddressError, SupplierError
from frontdesk.domains.notifications.tests.test_tell import WORDS
from frontdesk.domains.notifications.types import FAILED, SENDING, SENT, SETTLED
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as queries_of_people
from frontdesk.kernel import clock, registry, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound
from frontdesk.kernel.jobs import TRIES
from tests.support.cast import Cast
from tests.support.worker import work


class Carrier:
    """A carrier that is down, or knows no such address, until it is mended."""

    fault: Exception | None = SupplierError("OSError")

    def send(self, *mail: object) -> str:
        if self.fault:
            raise self.fault
        return ""


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    made = Carrier()
    monkeypatch.setattr(registry, "implementation", lambda port, code: made)
    return made


def lost(cast: Cast, carrier: Carrier, key: str = "k") -> int:
    """A message to an address that does not exist, given up."""
    carrier.fault = AddressError("550")
    message = actions.tell(cast.system, key=key, **WORDS)
    assert message is not None
    jobs.send(council=cast.system.council, message=message)
    return message


def states(cast: Cast) -> list[str]:
    return [message.state for message in queries.undelivered(cast.sam)]


def test_it_is_listed_after_an_hour_of_trying_and_given_up_in_the_end(cast: Cast, carrier: Carrier):
    message = actions.tell(cast.system, key="k", **WORDS)
    assert message is not None
    for _ in range(TRIES):
        with pytest.raises(SupplierError):
            jobs.send(council=cast.system.council, message=message)
    assert states(cast) == []
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert states(cast) == [SENDING]
    jobs.send(council=cast.system.council, message=message)
    assert states(cast) == [FAILED]


def test_a_manager_sends_it_again_when_the_supplier_is_back(cast: Cast, carrier: Carrier):
    message = lost(cast, carrier)
    carrier.fault = None
    actions.send_again(cast.sam, message=message)
    work()
    assert Message.objects.get(pk=message).state == SENT
    with pytest.raises(NotFound):
        actions.send_again(cast.sam, message=message)


def test_it_goes_to_the_address_that_was_put_right(cast: Cast, carrier: Carrier):
    person = people.create_person(cast.dee, name="Nell Field", source="phone", email="nell@exampel.org")
    carrier.fault = AddressError("550")
    message = actions.tell(cast.system, key="k", **{**WORDS, "email": "", "to_person": person})
    assert message is not None
    jobs.send(council=cast.system.council, message=message)
    people.add_contact_point(cast.dee, person=person, kind="email", value="nell@example.org", source="phone")
    actions.send_again(cast.sam, message=message)
    assert Message.objects.get(pk=message).address == "nell@example.org"


def test_a_manager_settles_what_was_said_another_way(cast: Cast, carrier: Carrier):
    message = lost(cast, carrier)
    actions.settle(cast.sam, message=message)
    assert states(cast) == []
    assert Message.objects.get(pk=message).state == SETTLED


def test_only_managers_of_the_council_repair(cast: Cast, carrier: Carrier):
    message = lost(cast, carrier)
    with pytest.raises(NotAllowed):
        queries.undelivered(cast.dee)
    with pytest.raises(NotAllowed):
        actions.send_again(cast.oli, message=message)
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert message not in {each.id for each in queries.undelivered(cast.littlewick_system)}
        with pytest.raises(NotFound):
            actions.settle(cast.littlewick_system, message=message)


@pytest.mark.shows("B4")
def test_an_email_that_came_back_makes_staff_ask_for_a_better_way(cast: Cast, carrier: Carrier):
    person = people.create_person(cast.dee, name="Ann Testwood", email="ann@example.org", source="phone")
    for fault, asked in ((SupplierError("OSError"), []), (AddressError("550"), ["reach"])):
        carrier.fault = fault
        message = actions.tell(cast.system, key=str(fault), to_person=person, **{**WORDS, "email": ""})
        with contextlib.suppress(SupplierError):
            jobs.send(council=cast.system.council, message=message or 0)
        assert [each.subject for each in queries_of_people.help_for(cast.dee, person).asks] == asked
