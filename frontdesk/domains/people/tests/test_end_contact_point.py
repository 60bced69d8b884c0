"""A wrong or old email or phone number is taken off: nothing is sent there any more, and the reason is kept."""

import pytest
from allauth.account.models import EmailAddress

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.types.points import NOT_THEIRS
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B2")


@pytest.fixture
def amina(cast: Cast) -> int:
    return actions.create_person(
        cast.dee, name="Amina Begum", source="phone", email="wrong@example.org", phone="07700 900123"
    )


def point_of(cast: Cast, person: int, kind: str) -> int:
    return next(each.id for each in queries.person(cast.dee, person).points if each.kind == kind)


def ended(cast: Cast, person: int) -> list[object]:
    rows = JournalEntry.objects.filter(council_id=cast.dee.council, person_id=person).order_by("id")
    return [each.data["ended"] for each in rows if "ended" in each.data]


def test_nothing_is_sent_there_any_more_and_the_reason_is_kept(cast: Cast, amina: int) -> None:
    council = cast.dee.council
    for kind in ("email", "phone"):
        actions.end_contact_point(cast.dee, point=point_of(cast, amina, kind), why=NOT_THEIRS)
    mail = queries.mail_of(council, amina)
    assert (mail.address, mail.mobile, queries.card(council, amina).email) == ("", "", "")
    assert queries.person(cast.dee, amina).points == ()
    assert ended(cast, amina) == [NOT_THEIRS, NOT_THEIRS]


def test_taken_off_twice_it_ended_once(cast: Cast, amina: int) -> None:
    point = point_of(cast, amina, "email")
    actions.end_contact_point(cast.dee, point=point, why=NOT_THEIRS)
    at = models.ContactPoint.objects.get(pk=point).ended_at
    actions.end_contact_point(cast.dee, point=point, why=NOT_THEIRS)
    assert models.ContactPoint.objects.get(pk=point).ended_at == at
    assert ended(cast, amina) == [NOT_THEIRS]


def test_the_same_number_on_a_joined_record_goes_with_it(cast: Cast, amina: int) -> None:
    twin = actions.create_person(cast.dee, name="Amina Begam", source="visit", phone="07700900123")
    actions.join_people(cast.sam, person=twin, into=amina)
    actions.end_contact_point(cast.dee, point=point_of(cast, amina, "phone"), why=NOT_THEIRS)
    assert queries.mail_of(cast.dee.council, twin).mobile == ""


def test_an_email_that_they_sign_in_with_stays(cast: Cast) -> None:
    EmailAddress.objects.create(user_id=cast.amina.user, email="Amina@example.org", verified=True)
    person = actions.own_record(cast.amina, name="Amina Testwood", source="web")
    with pytest.raises(Refusal, match="sign in with this email"):
        actions.end_contact_point(cast.dee, point=point_of(cast, person, "email"), why=NOT_THEIRS)
    assert queries.mail_of(cast.dee.council, person).address


def test_it_asks_why_and_is_for_those_who_serve(cast: Cast, amina: int) -> None:
    point = point_of(cast, amina, "phone")
    with pytest.raises(Refusal, match="Choose why"):
        actions.end_contact_point(cast.dee, point=point, why="because")
    for actor in (cast.bill, cast.lena, cast.des):
        with pytest.raises((NotFound, NotAllowed)):
            actions.end_contact_point(actor, point=point, why=NOT_THEIRS)
    actions.restrict_person(cast.sam, person=amina, readers=[cast.sam.user or 0])
    with pytest.raises(NotFound):
        actions.end_contact_point(cast.dee, point=point, why=NOT_THEIRS)
