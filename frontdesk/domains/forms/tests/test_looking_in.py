"""Staff who open a customer's form see the customer: it is logged, and a restricted one stays shut."""

import pytest

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.people import actions as people
from frontdesk.kernel import access_log
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
