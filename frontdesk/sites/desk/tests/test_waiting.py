"""The lists of what waits for wrap-up, and the question when a contact that stood long had ended."""

import re
from datetime import time, timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.gone import time_in
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast

WELL = {"outcome-new": "answered", "demand-new": "value", "offered-new": "no", "reason": "ask"}


def leave_waiting(cast: Cast, number: int) -> list[int]:
    """Contacts of Dee that wait for their wrap-up, the newest first."""
    made = []
    for _ in range(number):
        made.append(actions.open_contact(cast.dee, channel="phone"))
        actions.end_contact(cast.dee, contact=made[-1])
    return made[::-1]


def listed(page: str) -> list[int]:
    return [int(each) for each in re.findall(r'fd-links__link" href="/desk/contacts/(\d+)/wrap-up/"', page)]


def test_all_that_waits_is_found_page_by_page(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_NOT_DONE", 4)
    made, dee = leave_waiting(cast, 23), sign_in(cast.dee)
    home = dee.get("/desk/").content.decode()
    assert 'fd-count">23<' in home and "22 more waiting" in re.sub(r"<[^>]*>", "", home)
    assert 'href="/desk/waiting/"' in home
    found, here = [], "/desk/waiting/"
    for _ in range(2):
        page = dee.get(here).content.decode()
        found += listed(page)
        older = re.search(r'href="(\?before=\d+)"', page)
        here = f"/desk/waiting/{older[1]}" if older else ""
    assert found == made and here == ""


def test_a_manager_finds_and_wraps_up_what_a_leaver_left(cast: Cast, sign_in: SignIn) -> None:
    with clock.at(NOW):
        (contact,) = leave_waiting(cast, 1)
        sam = sign_in(cast.sam)
        assert "who left" not in sam.get("/desk/").content.decode()
        access.end_member(cast.ada, user=cast.dee.user)  # type: ignore[arg-type]
        journal.deliver(cast.dee.council)
        assert "1 contact of a colleague who left waits" in sam.get("/desk/").content.decode()
        page = sam.get("/desk/waiting/?of=left").content.decode()
        assert listed(page) == [contact] and "Taken by Dee Marsh" in page
        assert sign_in(cast.oli).get("/desk/waiting/?of=left").status_code == 403
        assert "Taken by Dee Marsh" in sam.get(f"/desk/contacts/{contact}/wrap-up/").content.decode()
        for colleague, offered in ((sam, True), (sign_in(cast.oli), False)):
            shown = colleague.get(f"/desk/contacts/{contact}/").content.decode()
            assert ("Wrap up for your colleague" in shown) is offered
        sam.post(f"/desk/contacts/{contact}/wrap-up/", WELL)
        assert "Nothing waits for wrap-up" in sam.get("/desk/waiting/?of=left").content.decode()


def test_the_wrap_up_the_next_morning_asks_when_they_went(cast: Cast, sign_in: SignIn) -> None:
    started = NOW + timedelta(seconds=20)
    with clock.at(started):
        contact = actions.open_contact(cast.dee, channel="phone")
        here = f"/desk/contacts/{contact}/wrap-up/"
        assert "When they" not in sign_in(cast.dee).get(here).content.decode()
    with clock.at(NOW + timedelta(days=1)):
        dee = sign_in(cast.dee)
        dee.post(f"/desk/contacts/{contact}/end/")
        page = dee.get(here).content.decode()
        boxes = dict(re.findall(r'name="(went-\w+)" type="text" value="([^"]*)"', page))
        assert boxes == {"went-day": "1", "went-month": "12", "went-year": "2026", "went-time": "10am"}
        assert "Say when they went" in dee.post(here, WELL).content.decode()
        wrong = dee.post(here, {**WELL, **boxes, "went-time": "teatime"}).content.decode()
        assert "Enter the time they went" in wrong and 'href="#went-time"' in wrong and 'value="teatime"' in wrong
        assert dee.post(here, {**WELL, **boxes}).status_code == 302
    done = queries.contact(cast.dee, contact)
    assert done is not None and done.ended_at == started, "the minute in which it began is when it began"


@pytest.mark.parametrize(
    ("typed", "at"),
    [("4pm", 16), ("4:15pm", 16.25), ("16.15", 16.25), ("12:30 am", 0.5), ("12pm", 12), ("midday", 12), ("09:00", 9)],
)
def test_times_as_people_write_them(typed: str, at: float) -> None:
    assert time_in(typed) == time(int(at), int(at % 1 * 60))


@pytest.mark.parametrize("typed", ["", "4", "13pm", "25:00", "16:75", "teatime"])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(Refusal, match="Enter the time"):
        time_in(typed)
