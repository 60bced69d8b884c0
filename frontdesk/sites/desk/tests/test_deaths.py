"""Pages of the desk on a customer who has died."""

import pytest

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import jobs
from frontdesk.sites.desk.tests.conftest import SignIn

pytestmark = pytest.mark.shows("B8")


def test_an_adviser_holds_messages_then_records_the_death_and_a_manager_takes_it_back(
    story: Story, sign_in: SignIn
) -> None:
    cast = story.cast
    ruth = people.create_person(cast.dee, name="Ruth Bridges", email="ruth@example.org", source="desk")
    dee, sam, flo = sign_in(cast.dee), sign_in(cast.sam), sign_in(cast.flo)
    page = f"/desk/customers/{ruth}/"
    assert f"{page}death/" in dee.get(page).content.decode()
    assert flo.get(f"{page}death/").status_code == 403
    dee.post(f"{page}death/said/")
    notifications.tell(
        cast.system, topic="x", subject="Your bin day", body="Words", about=("request", 1), key="k", to_person=ruth
    )
    jobs.do_all()
    assert "Nobody has seen evidence yet" in dee.get(page).content.decode()
    assert "Your bin day" in dee.get(f"{page}death/").content.decode()
    assert "Enter the day on which they died" in dee.post(f"{page}death/", {"evidence": "certificate"}).content.decode()
    day = {"died-day": "3", "died-month": "11", "died-year": "2026"}
    dee.post(f"{page}death/", {**day, "evidence": "certificate", "words": "Entry 12", "key": "k"})
    shown = dee.get(page).content.decode()
    assert "Died on" in shown and "3 November 2026" in shown and "Death recorded" in shown
    assert "Entry 12" in dee.get(f"{page}death/").content.decode()
    kept = dee.get(f"{page}death/taken-back/").content.decode()
    assert "a manager takes it back" in kept and 'name="why"' not in kept, "no words are asked for that nobody takes"
    assert dee.post(f"{page}death/taken-back/", {"why": "Not her", "key": "a"}).status_code == 403
    sam.post(f"{page}death/taken-back/", {"why": "Not her", "key": "b"})
    assert queries.death_of(cast.dee.council, ruth) is None


def test_a_day_long_before_they_were_last_in_touch_is_asked_about_first(story: Story, sign_in: SignIn) -> None:
    dee, amina = sign_in(story.cast.dee), story.person()
    story.report(story.cast.dee, person=amina)
    page = f"/desk/customers/{amina}/death/"
    wrong = {"died-day": "1", "died-month": "11", "died-year": "2001", "evidence": "certificate", "words": "Entry 12"}
    shown = dee.post(page, {**wrong, "key": "a"}).content.decode()
    assert "They were in touch with us on 1 December 2026, long after that day" in shown and "Entry 12" in shown
    assert queries.death_of(story.cast.dee.council, amina) is None
    dee.post(page, {**wrong, "died-year": "2026", "key": "b"})
    assert queries.death_of(story.cast.dee.council, amina), "a few weeks are nothing odd: others settle what is left"
    dee.post(page, {**wrong, "sure": "yes", "key": "c"})
    assert "1 November 2001" in dee.get(page).content.decode()
