"""What is only for some: online-only services, restricted ones, staff of several councils."""

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import tenancy
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import definition_of, publish

ONLINE_ONLY = "housing-payment"


@pytest.mark.shows("A3")
def test_it_asks_for_the_reason_before_an_online_only_service_is_entered_by_staff(
    story: Story, sign_in: SignIn
) -> None:
    publish(story.cast.system, ONLINE_ONLY)
    amina, dee = story.person(), sign_in(story.cast.dee)
    page = dee.get(f"/desk/services/{ONLINE_ONLY}/?person={amina}").content.decode()
    assert "Why can they not use it online?" in page
    begin = f"/desk/services/{ONLINE_ONLY}/begin/"
    assert (
        "Choose why the customer"
        in dee.post(begin, {"channel": "phone", "person": amina, "reason": ""}).content.decode()
    )
    only = definition_of("demo", ONLINE_ONLY).digital_only
    assert only is not None
    started = dee.post(begin, {"channel": "phone", "person": amina, "reason": only.exceptions[0].code})
    assert started.status_code == 302
    assert people.exception_for(story.cast.dee.council, amina, ONLINE_ONLY) is not None


def test_it_says_first_who_an_exception_is_for(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, ONLINE_ONLY)
    page = sign_in(story.cast.dee).get(f"/desk/services/{ONLINE_ONLY}/").content.decode()
    assert "Say first who it is" in page


@pytest.mark.shows("G2")
def test_it_answers_for_the_council_that_was_chosen_and_for_no_other(story: Story, sign_in: SignIn) -> None:
    demo, littlewick = story.cast.councils.demo, story.cast.councils.littlewick
    with tenancy.acting_for(littlewick.id):
        access.set_member(
            story.cast.littlewick_system, user=story.cast.dee.user or 0, name="Dee Marsh", roles=["adviser"]
        )
    amina, dee = story.person(), sign_in(story.cast.dee)
    assert "Answer for another council" in dee.get("/desk/").content.decode()
    assert dee.get(f"/desk/customers/{amina}/").status_code == 200
    dee.post("/desk/answering-for/", {"council": littlewick.id})
    assert littlewick.name in dee.get("/desk/").content.decode()
    assert dee.get(f"/desk/customers/{amina}/").status_code == 404
    dee.post("/desk/answering-for/", {"council": demo.id})
    assert dee.get(f"/desk/customers/{amina}/").status_code == 200


def test_it_takes_staff_of_one_council_to_their_own_desk_at_any_address(story: Story, sign_in: SignIn) -> None:
    page = sign_in(story.cast.lena, "demo.example.org").get("/desk/").content.decode()
    assert story.cast.councils.littlewick.name in page
    answer = sign_in(story.cast.lena, "demo.example.org").post("/desk/answering-for/", {"council": 1})
    assert "Choose a council." in answer.content.decode()
