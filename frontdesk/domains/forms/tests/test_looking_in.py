"""Staff who open a customer's form see the customer: it is logged; restricted ones and those of nobody stay shut."""

from typing import Any

import pytest

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.tests.stories import jpeg
from frontdesk.domains.people import actions as people
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.errors import NotFound
from tests.support.cast import Cast
from tests.support.services import publish


@pytest.fixture
def rita(cast: Cast) -> int:
    publish(cast.system, "missed-bin")
    return people.own_record(cast.amina, name="Rita Field", source="web")


def test_a_look_by_staff_is_logged_and_the_customers_own_is_not(cast: Cast, rita: int):
    amina = cast.amina.as_person(rita)
    made = actions.start_draft(amina, service="missed-bin", channel="web", person=rita)
    queries.draft(amina, made.draft)
    assert access_log.looks_at(cast.dee.council, [rita]) == []
    queries.draft(cast.dee, made.draft)
    (look,) = access_log.looks_at(cast.dee.council, [rita])
    assert (look.user, look.what) == (cast.dee.user, "form")


def test_a_restricted_customers_form_opens_to_those_named_only(cast: Cast, rita: int):
    made = actions.start_draft(cast.amina.as_person(rita), service="missed-bin", channel="web", person=rita)
    assert cast.dee.user is not None
    people.restrict_person(cast.sam, person=rita, readers=[cast.dee.user])
    queries.draft(cast.dee, made.draft)
    with pytest.raises(NotFound):
        queries.draft(cast.oli, made.draft)


def test_a_look_at_a_file_is_logged(cast: Cast, rita: int, settings: Any, tmp_path: Any):
    settings.FRONTDESK_HOME = tmp_path
    amina = cast.amina.as_person(rita)
    made = actions.start_draft(amina, service="missed-bin", channel="web", person=rita)
    typed = {"address": {"line1": "1 Mill Lane", "typed": "1"}, "bin": "food", "missed-on": str(clock.today())}
    for page, code in (("address", "address"), ("which-bin", "bin"), ("missed-on", "missed-on")):
        assert not actions.answer_page(amina, draft=made.draft, page=page, typed={code: typed[code]}).errors
    actions.answer_page(amina, draft=made.draft, page="assisted", typed={"assisted": "no"})
    upload = actions.upload_file(amina, draft=made.draft, question="photo", name="a.jpg", content=jpeg())
    queries.draft_file(amina, made.draft, upload.key)
    assert access_log.looks_at(cast.dee.council, [rita]) == []
    queries.draft_file(cast.dee, made.draft, upload.key)
    assert [look.what for look in access_log.looks_at(cast.dee.council, [rita])] == ["file of a form"]


def test_a_form_of_nobody_known_opens_to_whoever_has_it_in_hand_and_to_no_number(cast: Cast, rita: int):
    online = actions.start_draft(cast.nobody, service="missed-bin", channel="web")
    desk = actions.start_draft(cast.dee, service="missed-bin", channel="phone", contact=7)
    queries.draft(cast.dee, desk.draft)
    for actor, draft in ((cast.dee, online.draft), (cast.oli, desk.draft)):
        with pytest.raises(NotFound):
            queries.draft(actor, draft)
        with pytest.raises(NotFound):
            actions.continue_draft(actor, draft=draft, contact=8)
    actions.save_for_later(cast.nobody, draft=online.draft, email="Vera@example.org", key=online.key)
    actions.continue_draft(cast.dee, draft=online.draft, contact=7, email="vera@example.org")
    queries.draft(cast.dee, online.draft)
    with pytest.raises(NotFound):
        queries.draft(cast.oli, online.draft)
