"""Words typed into any field turn up in no log line, metric, address, journal row or job (DESIGN 7).

Each word is one of its own, so that a leak names the field it came from.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from frontdesk.domains.access.models import User
from frontdesk.domains.requests.models import Request, RequestAnswers
from frontdesk.kernel import tenancy
from tests.support.cast import Cast
from tests.support.databases import ROOT
from tests.support.trail import HOST, Trail, fill_in, filled, follow
from tests.support.worker import work

# The one box that sends what was typed in the address: the search for a service, asked of nobody's data, so that its
# result can be kept, sent to somebody and gone back to. The address leaves with no click (Referrer-Policy).
SEARCHES = ("/search/",)


@pytest.mark.parametrize(("service", "choice"), [("pothole", -1), ("complaint", 0)])
def test_what_a_customer_typed_is_in_their_answers_and_nowhere_else(
    visitor: Client, trail: Trail, service: str, choice: int
):
    fill_in(visitor, trail, visitor.post(f"/service/{service}/begin/"), choice)
    kept = str(RequestAnswers.objects.get().answers)
    assert sum(word in kept for word in trail.words) >= 2, "the words arrived"
    work()
    assert trail.leaks() == []


def test_words_beside_the_form_leave_no_trail(visitor: Client, trail: Trail, cast: Cast):
    """Saved for later under an email, a note and a question of ours."""
    from frontdesk.domains.requests import actions

    begun = follow(visitor, trail, visitor.post("/service/pothole/begin/"))
    draft = re.search(r"/form/(\d+)/", begun.request["PATH_INFO"])[1]
    follow(visitor, trail, visitor.post(f"/form/{draft}/save/", {"email": f"{trail.word()}@example.org"}))
    fill_in(visitor, trail, visitor.post("/service/complaint/begin/"), 0)
    made = Request.objects.get()
    with tenancy.acting_for(cast.councils.demo.id):
        actions.note(cast.sam, request=made.pk, text=trail.word())
        actions.ask_customer(cast.sam, request=made.pk, question=trail.word())
    work()
    assert trail.leaks() == []


def test_search_boxes_leave_no_trail(visitor: Client, trail: Trail, cast: Cast):
    for path in SEARCHES:
        answer = visitor.get(path, {"q": trail.word()})
        assert (answer.status_code, answer["Referrer-Policy"]) == (200, "same-origin")
    assert trail.leaks() == []


def test_no_other_box_is_sent_in_the_address():
    """By the templates: who sends words by GET is the search for a service, and the filters, which have no boxes."""
    sends = re.compile(r"<form[^>]*method=.get.[^>]*>(.*?)</form>", re.S | re.I)
    boxes = re.compile(r"govukInput|govukTextarea|<textarea|type=.(text|search|email|tel)", re.I)
    found = {
        path.name
        for path in (ROOT / "frontdesk").glob("**/*.jinja")
        for form in sends.findall(path.read_text())
        if boxes.search(form)
    }
    assert found == {"parts.jinja", "home.jinja"}


def test_names_searched_for_at_the_desk_stand_in_no_address(visitor: Client, trail: Trail, cast: Cast):
    staff = Client(headers={"host": HOST})
    staff.force_login(User.objects.get(pk=cast.dee.user))
    taken = follow(staff, trail, staff.post("/desk/contacts/open/", {"channel": "phone"}))
    for path in ("/desk/search/", "/desk/services/", taken.request["PATH_INFO"]):
        word = trail.word()
        found = follow(staff, trail, staff.post(path, {"q": word}))
        page = html.fromstring(found.content.decode())
        assert word in found.content.decode(), "the results say what was searched for"
        trail.addresses += [*page.xpath("//@href"), *page.xpath("//form/@action")]
        assert all(form.method == "POST" for form in page.forms if form.xpath(".//input[@type='search']")), path
    follow(staff, trail, staff.post("/desk/search/", {"q": trail.word(), "then": "without"}))
    assert trail.leaks() == []


def test_wrapping_up_leaves_no_trail(visitor: Client, trail: Trail, cast: Cast):
    staff = Client(headers={"host": HOST})
    staff.force_login(User.objects.get(pk=cast.dee.user))
    taken = follow(staff, trail, staff.post("/desk/contacts/open/", {"channel": "phone"}))
    new = staff.get("/desk/customers/new/")
    form = next(
        f
        for f in html.fromstring(new.content.decode()).forms
        if f.method == "POST" and f.xpath(".//input[@name='name']")
    )
    follow(staff, trail, staff.post("/desk/customers/new/", filled(form, trail)))
    contact = re.search(r"/contacts/(\d+)/", taken.request["PATH_INFO"])[1]
    form = {"service": "missed-bin", "reason": trail.word(), "outcome-new": trail.word(), "demand-new": "value"}
    staff.post(f"/desk/contacts/{contact}/wrap-up/", form)
    assert trail.leaks() == []


def test_refused_addresses_and_our_own_failures_are_logged_without_words(
    visitor: Client, trail: Trail, monkeypatch: pytest.MonkeyPatch
):
    assert visitor.get(f"/follow/{trail.word()}/").status_code in (400, 404)
    assert visitor.get(f"/nothing/{trail.word()}/").status_code == 404
    secret = trail.word()

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(secret)

    monkeypatch.setattr("frontdesk.sites.public.forms.forms.start_draft", fail)
    assert visitor.post("/service/pothole/begin/").status_code == 500
    assert "ValueError" in trail.lines.getvalue(), "the failure is logged"
    assert trail.leaks() == []
    assert not any(urlsplit(address).query for address in trail.addresses)
