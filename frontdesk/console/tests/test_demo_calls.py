"""Calls of the demo where whoever tried it has left somebody in hand."""

from random import Random

import pytest

from frontdesk.console.demo.calls import Desk
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.cast import Cast


@pytest.mark.shows("C1")
def test_the_demo_starts_again_with_somebody_left_in_hand_and_takes_nobody_else_meanwhile(cast: Cast):
    with clock.at(NOW):
        story = Story.begin(cast)
        person, desk = story.person(), Desk(cast.dee, Random(1))
        rows = Contact.objects.filter(council_id=cast.dee.council)
        desk.ask(service="missed-bin", person=person, key="first", channel="phone")
        left = contacts.open_contact(cast.dee, channel="phone")
        for key in ("first", "second"):
            desk.ask(service="missed-bin", person=person, key=key, channel="phone")
        assert rows.count() == 2 and rows.get(done_at=None).pk == left
        contacts.wrap_up(cast.dee, contact=left, matters={}, end=True)
        desk.ask(service="missed-bin", person=person, key="second", channel="phone")
        assert rows.filter(person_id=person).count() == 2
