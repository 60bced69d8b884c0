"""A resident reports a missed bin on the public site, page by page, without a script."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.notifications.queries import messages_about
from frontdesk.domains.requests.models import Request
from frontdesk.kernel import clock
from frontdesk.kernel.references import show_reference
from tests.support.cast import Cast
from tests.support.services import publish
from tests.support.worker import work

HOST = "demo.example.org"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin", "pothole")
    return Client(headers={"host": HOST})


def test_pages_to_find_a_service(visitor: Client):
    for path in ("/", "/search/?q=bin", "/services/", "/tasks/report/", "/service/missed-bin/", "/contact/",
                 "/charter/", "/accessibility/", "/colours.css"):  # fmt: skip
        response = visitor.get(path)
        assert response.status_code == 200, (path, response.content.decode()[:500])


def test_unknown_pages_say_so(visitor: Client):
    for path in ("/service/nothing/", "/tasks/dance/", "/form/99/", "/resume/xx/"):
        assert visitor.get(path).status_code in (400, 404), path


def answer(visitor: Client, url: str, **fields: str) -> str:
    """Post a page and return where it leads."""
    posted = {name.replace("__", "-").replace("missed_on", "missed-on"): value for name, value in fields.items()}
    response = visitor.post(url, {"do": "continue", **posted})
    assert response.status_code == 302, response.content.decode()[3000:9000]
    return response["Location"]


def begin(visitor: Client, code: str = "missed-bin") -> str:
    here = visitor.post(f"/service/{code}/begin/")["Location"]
    return visitor.get(here)["Location"]


@pytest.mark.shows("A6", "C1")
def test_a_report_is_made_page_by_page_and_the_receipt_stays(visitor: Client, cast: Cast):
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        page = begin(visitor)
        page = answer(visitor, page, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY1 4AB")
        page = answer(visitor, page, bin="rubbish")
        page = answer(visitor, page, missed_on__day="18", missed_on__month="11", missed_on__year="2026")
        page = answer(visitor, page, assisted="no")
        page = answer(visitor, page)
        page = answer(visitor, page, name__first="Amina", name__last="Reed", email="amina@example.org")
        assert page.endswith("/check/")
        shown = visitor.get(page).content.decode()
        assert "3 Alder Lane" in shown
        assert "Rubbish" in shown
        done = visitor.post(page, {"do": "send"})["Location"]
        again = visitor.post(page, {"do": "send"})["Location"]
    receipt = visitor.get(done).content.decode()
    (request,) = Request.objects.all()
    assert again == done
    assert show_reference(request.reference) in receipt
    assert (request.channel, request.digital, request.assisted) == ("web", True, False)
    assert [contact.channel for contact in Contact.objects.all()] == ["web"]
    work()
    assert [m.address for m in messages_about(cast.system.council, ("request", request.pk))] == ["amina@example.org"]


@pytest.mark.shows("A6")
def test_a_change_asks_what_it_opened_and_leads_back_to_the_check(visitor: Client):
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        page = begin(visitor)
        page = answer(visitor, page, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY1 4AB")
        page = answer(visitor, page, bin="rubbish")
        page = answer(visitor, page, missed_on__day="18", missed_on__month="11", missed_on__year="2026")
        page = answer(visitor, page, assisted="no")
        check = answer(visitor, answer(visitor, page), name__first="Amina", name__last="Reed")
        changed = check.replace("check/", "page/which-bin/?change=1")
        assert answer(visitor, changed, bin="food") == check, "it opened nothing"
        opened = answer(visitor, changed, bin="garden")
        assert opened.endswith("/page/garden-plan/?change=1")
        assert answer(visitor, opened, garden__plan="yes") == check, "later answers stand"
        again = answer(visitor, check.replace("check/", "page/assisted/?change=1"), assisted="yes")
        assert "/page/where-kept/" in again and f'href="{check}"' not in visitor.get(again).content.decode()


@pytest.mark.shows("A6")
def test_wrong_answers_come_back_with_what_was_typed(visitor: Client):
    page = begin(visitor)
    response = visitor.post(page, {"do": "continue", "address-typed": "1", "address-postcode": "Quill 9"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "There is a problem" in shown
    assert 'value="Quill 9"' in shown


def test_another_browser_cannot_open_the_form(visitor: Client):
    page = begin(visitor)
    assert Client(headers={"host": HOST}).get(page).status_code == 404


@pytest.mark.shows("A6")
def test_a_saved_form_is_gone_on_with_on_another_device(visitor: Client, cast: Cast, settings: Any, tmp_path: Path):
    settings.FRONTDESK_HOME = tmp_path
    page = begin(visitor)
    answer(visitor, page, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY1 4AB")
    visitor.post(page.replace("page/address", "save"), {"email": "amina@example.org"})
    work()
    phone = Client(headers={"host": HOST})
    link = re.search(r"/resume/[^/\s]+/", mails(tmp_path)[-1])[0]
    assert "Send me the code" in phone.get(link).content.decode()
    phone.post(link, {"do": "send"})
    work()
    code = re.search(r"\b\d{6}\b", mails(tmp_path)[-1])[0]
    wrong = phone.post(link, {"do": "continue", "code": "000000" if code != "000000" else "111111"})
    assert "There is a problem" in wrong.content.decode()
    here = phone.post(link, {"do": "continue", "code": code})["Location"]
    assert phone.get(here)["Location"].endswith("/page/which-bin/")


def mails(home: Path) -> list[str]:
    """The plain texts of the outbox, oldest first."""
    found = sorted(home.glob("outbox/*.eml"), key=lambda path: path.stat().st_mtime_ns)
    read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]
    return [str(mail.get_body(("plain",)).get_content()) for mail in read]


def test_nobody_uses_us_to_write_to_many_strangers(visitor: Client):
    """What is limited is what a network address does, not a form: each save here is of another form."""
    answers = []
    for stranger in range(22):
        draft = visitor.post("/service/missed-bin/begin/", follow=True).request["PATH_INFO"].split("/")[2]
        answers.append(visitor.post(f"/form/{draft}/save/", {"email": f"stranger{stranger}@example.org"}).status_code)
    assert answers[20:] == [429, 429] and 429 not in answers[:20]


def test_an_ending_that_takes_nothing_says_what_to_do(visitor: Client):
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        page = begin(visitor)
        page = answer(visitor, page, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY1 4AB")
        page = answer(visitor, page, bin="rubbish")
        page = answer(visitor, page, missed_on__day="2", missed_on__month="11", missed_on__year="2026")
        shown = visitor.get(page).content.decode()
        Draft.objects.update(language="cy")
        in_welsh = unescape(visitor.get(page).content.decode())
    assert page.endswith("/end/")
    assert "too late" in shown
    assert "3 Alder Lane" in shown
    assert "Mae'n rhy hwyr i ni ddod yn ôl" in in_welsh and "Rhowch y bin allan" in in_welsh
