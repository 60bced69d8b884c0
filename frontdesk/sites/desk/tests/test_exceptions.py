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


@pytest.mark.shows("A3", "A13")
def test_both_ways_to_an_exception_ask_the_same_reasons_and_count_together(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, ONLINE_ONLY)
    amina, bill, dee = story.person(), story.person("Bill Marchbank"), sign_in(story.cast.dee)
    here = f"/desk/customers/{amina}/exception/"
    assert f'value="{ONLINE_ONLY}/no-internet"' in dee.get(here).content.decode()
    assert "Choose why the customer" in dee.post(here, {"reason": "I say so"}).content.decode()
    dee.post(here, {"reason": f"{ONLINE_ONLY}/no-internet", "words": "Lives on a boat"})
    begin = f"/desk/services/{ONLINE_ONLY}/begin/"
    dee.post(begin, {"channel": "phone", "person": bill, "reason": "no-internet"})
    assert people.exceptions_by_reason(story.cast.dee.council, ONLINE_ONLY) == {"no-internet": 2}
    counted = sign_in(story.cast.sam).get(f"/desk/services/{ONLINE_ONLY}/").content.decode()
    assert "Exceptions granted so far" in counted
    page = dee.get(f"/desk/customers/{amina}/").content.decode()
    assert "Has no computer" in page and "Lives on a boat" in page
    found = people.exception_for(story.cast.dee.council, amina, ONLINE_ONLY)
    dee.post(f"{here}{found.id if found else 0}/end/")
    assert people.exception_for(story.cast.dee.council, amina, ONLINE_ONLY) is None


@pytest.mark.shows("A3")
def test_whoever_was_granted_one_is_not_sent_online_again(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, ONLINE_ONLY)
    amina, dee = story.person(), sign_in(story.cast.dee)
    service = f"/desk/services/{ONLINE_ONLY}/"
    assert "This one is done online" in dee.get(f"{service}?person={amina}").content.decode()
    form = dee.post(f"{service}begin/", {"channel": "phone", "person": amina, "reason": "crisis"}, follow=True)
    assert form.status_code == 200 and "This one is done online" not in form.content.decode()
    assert "This one is done online" not in dee.get(f"{service}?person={amina}").content.decode()


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
