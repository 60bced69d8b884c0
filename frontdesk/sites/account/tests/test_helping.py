"""How we can help you: the customer writes it down, sees what staff read and from where, and takes it off."""

from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B4")
PAGE = "/account/help/"


@pytest.fixture
def own(cast: Cast, nora: int) -> int:
    """Nora's own record."""
    return people.own_record(Actor(cast.dee.council, frozenset({"resident"}), nora), name="Nora Field", source="web")


def text(inside: Client, address: str = PAGE) -> str:
    return inside.get(address).content.decode()


def test_it_asks_for_a_name_before_it_keeps_anything(inside: Client):
    assert "Tell us your name first" in text(inside)
    assert inside.get(f"{PAGE}add/?kind=interpreter")["Location"] == PAGE


def test_they_write_down_what_helps_change_it_and_take_it_off(inside: Client, cast: Cast, own: int):
    assert "I need an interpreter" in text(inside)
    form = text(inside, f"{PAGE}add/?kind=interpreter")
    assert "Which language?" in form and "you agree that we keep it" in form
    refused = inside.post(f"{PAGE}add/", {"need": "interpreter"})
    assert refused.status_code == 400 and "Which language? Write it" in refused.content.decode()
    inside.post(f"{PAGE}add/", {"need": "interpreter", "detail": "Punjabi"})
    (need,) = queries.needs_of(cast.dee, own)
    assert (need.instruction, need.source, need.consent) == (
        "Interpreter: Punjabi. Book one before you call.", "account", "own",
    )  # fmt: skip
    page = text(inside)
    assert "What staff read:" in page and "You wrote it here on" in page and "We ask you again on" in page
    assert 'value="Punjabi"' in text(inside, f"{PAGE}add/?kind=interpreter")
    assert "Choose why it ends." in inside.post(f"{PAGE}{need.id}/end/").content.decode()
    assert inside.post(f"{PAGE}{need.id}/end/", {"why": "withdrawn"})["Location"] == PAGE
    assert queries.needs_of(cast.dee, own) == [] and "not told us of anything" in text(inside)


def test_they_see_what_staff_recorded_but_nothing_of_their_safety(inside: Client, cast: Cast, own: int):
    people.record_need(cast.dee, person=own, need="memory", consent="agreed", source="carer")
    people.record_need(cast.dee, person=own, need="safety", detail="Never leave a voicemail")
    page = text(inside)
    assert "Somebody who acts for you told us" in page and "You agreed that we keep it." in page
    assert "Only some of our staff may open it" in page
    assert "voicemail" not in page
    assert inside.get(f"{PAGE}add/?kind=safety")["Location"] == PAGE
    (safe,) = [each for each in queries.restricted_needs(cast.dee, own) if each.code == "safety"]
    assert inside.get(f"{PAGE}{safe.id}/end/").status_code == 404


def test_they_say_that_it_is_still_right_when_we_ask(inside: Client, cast: Cast, own: int):
    need = people.record_need(cast.dee, person=own, need="times", detail="after 4pm")
    assert "Yes, still right" not in text(inside)
    with clock.at(clock.now() + timedelta(days=380)):
        assert "Yes, still right" in text(inside)
        assert "We ask you again after" in inside.post(f"{PAGE}{need}/still-right/", follow=True).content.decode()
        assert "Yes, still right" not in text(inside)


def test_somebody_elses_need_is_not_there(inside: Client, cast: Cast, own: int):
    other = people.create_person(cast.dee, name="Bill Marsh", source="phone")
    need = people.record_need(cast.dee, person=other, need="hearing")
    assert inside.get(f"{PAGE}{need}/end/").status_code == 404
    assert inside.post(f"{PAGE}{need}/still-right/").status_code == 404
    assert queries.needs_of(cast.dee, other)
