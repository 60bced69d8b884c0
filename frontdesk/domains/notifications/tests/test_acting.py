"""Whoever is asked to act for somebody is written to; and so is the person whom somebody may act for now."""

from datetime import timedelta

import pytest

from frontdesk.domains.notifications import models
from frontdesk.domains.notifications.reactions import tell_whoever_is_asked_to_act, tell_whom_they_may_act_for
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types.acting import AUTHORITY_ASKED, AUTHORITY_RECORDED
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B13")


def news(cast: Cast, kind: str, thing: int, person: int) -> Entry:
    return Entry(kind, "authority", thing, person=person, council=cast.dee.council, id=thing)


@pytest.mark.parametrize(("name", "called"), [
    ("Ruth Bridges", "Ruth Bridges"), ("Ann O'Neil-Smith", "Ann O'Neil-Smith"), ("Ruth www.evil.example", "Somebody"),
    ("evil.example", "Somebody"), ("http://evil.example", "Somebody"),
])  # fmt: skip
def test_whoever_is_asked_is_written_to_until_it_is_taken_back(cast: Cast, name: str, called: str):
    ruth = people.create_person(cast.dee, name=name, source="desk")
    herself = Actor(cast.dee.council, frozenset({"resident"}), cast.amina.user, ruth)
    made = people.ask_to_act(herself, email="carla@example.org", until=clock.today() + timedelta(days=9))
    tell_whoever_is_asked_to_act([news(cast, AUTHORITY_ASKED, made, ruth)] * 2)
    (sent,) = models.Message.objects.filter(council_id=cast.dee.council, address="carla@example.org")
    assert sent.body.startswith(f"{called} asks you") and sent.link.endswith(f"/account/acting/asked/{made}/")
    people.end_authority(herself, authority=made)
    models.Message.objects.all().delete()
    tell_whoever_is_asked_to_act([news(cast, AUTHORITY_ASKED, made, ruth)])
    assert not models.Message.objects.filter(council_id=cast.dee.council).exists()


def test_the_person_hears_who_may_act_for_them_unless_a_record_is_restricted(cast: Cast):
    ruth = people.create_person(cast.dee, name="Ruth Bridges", source="desk", email="ruth@example.org")
    carla = people.create_person(cast.dee, name="Carla Bridges", source="desk")
    made = people.record_authority(cast.dee, person=ruth, by=carla, evidence="council", why_no_end="Agreed")
    tell_whom_they_may_act_for([news(cast, AUTHORITY_RECORDED, made, ruth)])
    (sent,) = models.Message.objects.filter(council_id=cast.dee.council, address="ruth@example.org")
    assert "Carla Bridges may act for you" in sent.body
    people.restrict_person(cast.sam, person=carla, readers=[cast.cora.user or 0])
    models.Message.objects.all().delete()
    tell_whom_they_may_act_for([news(cast, AUTHORITY_RECORDED, made, ruth)])
    assert not models.Message.objects.filter(council_id=cast.dee.council).exists()
