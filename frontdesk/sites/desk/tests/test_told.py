"""Tell us once on the pages: the form, the desk, the recipient's link, the account."""

import pytest
from django.test import Client

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.notices.models import Notice
from frontdesk.domains.notices.tests.stories import Telling
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast
from tests.support.worker import work

pytestmark = pytest.mark.shows("B8")
NO = {"so": "no", "why": "", "key": "n"}


@pytest.fixture
def telling(cast: Cast) -> Telling:
    return Telling.begin(cast)


def test_it_is_looked_at_told_confirmed_and_seen_by_whoever_told_us(telling: Telling, sign_in: SignIn) -> None:
    today = clock.today()
    notice = telling.tell(**{"who-died-on": today.isoformat()})
    dee, amina, flo = sign_in(telling.cast.dee), sign_in(telling.cast.amina), sign_in(telling.cast.flo)
    page = f"/desk/told-once/{notice.id}/"
    assert flo.get("/desk/told-once/").status_code == 403
    assert "A death: Arthur Oldershaw" in dee.get("/desk/told-once/").content.decode()
    assert "Messages to the person are held" in dee.get(page).content.decode()
    assert "Choose whether it is so" in dee.post(f"{page}check/", {"key": "a"}).content.decode()
    assert "Say how you know" in dee.post(f"{page}check/", NO).content.decode()
    day = {"died-day": str(today.day), "died-month": str(today.month), "died-year": str(today.year)}
    dee.post(f"{page}check/", {"so": "yes", "evidence": "certificate", "words": "Entry 12", "key": "b", **day})
    work()
    receipt = Message.objects.get(subject__startswith="What you told us about a death: ")
    assert "We are very sorry for your loss." in receipt.body
    shown = dee.get(page).content.decode()
    assert "Death certificate seen. Entry 12" in shown and "Told, not confirmed yet" in shown
    assert "Council tax" in dee.get("/desk/told-once/?show=waiting").content.decode()
    waste = telling.telling(notice.id, "waste")
    dee.post(f"{page}{waste}/confirm/", {"reference": "W-1", "words": "They rang", "key": "c"})
    assert "W-1" in dee.get(page).content.decode()
    assert "Say why" in dee.post(f"{page}{waste + 1}/could-not/", {"key": "d"}).content.decode()
    assert dee.get(f"{page}{waste}/fly/").status_code == 404
    dee.post(f"{page}{waste + 1}/could-not/", {"words": "No such number", "key": "e"})
    own = f"/account/told/{notice.id}/"
    before = amina.get("/account/told/").content.decode()
    assert "A death: Arthur Oldershaw" in before and "fd-notices" not in before, "none is in force"
    seen = amina.get(own).content.decode()
    assert "Confirmed" in seen and "Parking permits and Blue Badge" in seen
    assert "If it cannot wait, ring us on" in seen and "No such number" not in seen, "what to do, not staff's notes"
    assert f"/account/messages/requests/{notice.request}/" in seen
    assert "Choose who else should be told" in amina.post(own, {}).content.decode()
    amina.post(own, {"recipients": ["parking"]})
    assert set(telling.stands(notice.id)) == {"council-tax", "waste", "pension", "parking"}
    assert sign_in(telling.cast.bill).get(own).status_code == 404
    request = dee.get(f"/desk/requests/{notice.request}/").content.decode()
    assert page in request


def test_a_recipient_answers_by_its_link_and_looking_changes_nothing(telling: Telling, sign_in: SignIn) -> None:
    notice = telling.tell(**{"who-died-on": clock.today().isoformat()})
    dee, partner = sign_in(telling.cast.dee), Client(headers={"host": "demo.example.org"})
    dee.post(f"/desk/told-once/{notice.id}/check/", {"so": "yes", "evidence": "registered", "key": "b"})
    work()
    page = f"/told/{telling.token('deaths@quillmere-pensions.example')}/"
    seen = partner.get(page).content.decode()
    assert "Arthur Oldershaw" in seen and "12 Mill Lane" not in seen
    assert telling.stands(notice.id)["pension"] == "sent"
    assert partner.post(page, {}).status_code == 400
    assert "Tell us why" in partner.post(page, {"answer": "no"}).content.decode()
    partner.post(page, {"answer": "yes", "reference": "QP-7"})
    after = partner.get(page).content.decode()
    assert "Thank you" in after and "Arthur" not in after
    assert "QP-7" in dee.get(f"/desk/told-once/{notice.id}/").content.decode()


def test_a_day_of_death_long_before_they_were_last_in_touch_is_asked_about(telling: Telling, sign_in: SignIn) -> None:
    dee, day = telling.cast.dee, {"died-day": "1", "died-month": "11", "died-year": "2001"}
    contacts.record_contact(dee, channel="phone", started_at=clock.now(), person=telling.arthur)
    notice = telling.tell(**{"who-died-on": clock.today().isoformat()}).id
    page, typed = f"/desk/told-once/{notice}/check/", {"so": "yes", "evidence": "certificate", "words": "12", **day}
    shown = sign_in(dee).post(page, typed | {"key": "a"}).content.decode()
    assert "They were in touch with us on" in shown and "I have checked" in shown
    assert telling.notice(notice).checked_at is None
    sign_in(dee).post(page, typed | {"sure": "yes", "key": "b"})
    assert telling.notice(notice).checked_at is not None


def test_staff_find_whose_record_it_is(telling: Telling, sign_in: SignIn) -> None:
    notice = telling.tell(**{"who-died": "Artur Oldershaw", "who-died-on": clock.today().isoformat()})
    dee, page = sign_in(telling.cast.dee), f"/desk/told-once/{notice.id}/"
    assert "Find whose record it is" in dee.get(page).content.decode()
    assert "Find the record" in dee.post(
        f"{page}check/", {"so": "yes", "evidence": "certificate", "key": "a"}
    ).content.decode()  # fmt: skip
    assert "Arthur Oldershaw" in dee.post(f"{page}find/", {"who": "Arthur Oldershaw"}).content.decode()
    dee.post(f"{page}find/", {"person": str(telling.arthur)})
    assert Notice.objects.get(pk=notice.id).person_id == telling.arthur
    assert "/customers/" in dee.get("/desk/told-once/").content.decode()


def test_nobody_works_on_what_they_told_themselves(telling: Telling, sign_in: SignIn) -> None:
    own = people.own_record(telling.cast.dee.as_customer(), name="Dee Marsh", source="web")
    notice = telling.tell("move", telling.cast.dee.as_customer().as_person(own))
    assert sign_in(telling.cast.dee).get(f"/desk/told-once/{notice.id}/").status_code == 403
    assert sign_in(telling.cast.sam).get(f"/desk/told-once/{notice.id}/").status_code == 200
