"""Words typed into any field turn up in no log line, metric, address, journal row or job (DESIGN 7).

Each word is one of its own, so that a leak names the field it came from.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from frontdesk.domains.access.models import User
from frontdesk.domains.requests.models import Request, RequestAnswers
from frontdesk.kernel import tenancy
from tests.support.cast import Cast
from tests.support.services import publish
from tests.support.worker import work

HOST = "demo.example.org"
PHONE = "07700 900461"
# Boxes that send what was typed in the address, so that the result can be kept and gone back to. May only shrink.
SEARCHES = ("/search/",)
TABLES = ("kernel_journal", "procrastinate_jobs", "procrastinate_events", "kernel_once", "kernel_access_log")


class Trail:
    """Everything that may be kept outside the rows for what people wrote."""

    def __init__(self) -> None:
        self.lines = io.StringIO()
        self.addresses: list[str] = []
        self.words: list[str] = []

    def word(self) -> str:
        """The next word, unlike any other."""
        self.words.append(f"qzkanari{len(self.words):03}x")
        return self.words[-1]

    def leaks(self) -> list[str]:
        """Where a word or the telephone number turned up."""
        places = {"log": self.lines.getvalue(), "addresses": "\n".join(self.addresses)}
        places["metrics"] = Client(headers={"host": HOST}).get("/metrics").content.decode()
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
                places[table] = cursor.fetchone()[0]
        digits = PHONE.replace(" ", "")[1:]
        return [
            f"{word} in {place}"
            for place, text in places.items()
            for word in [*self.words, digits, PHONE]
            if word.lower() in text.lower()
        ]


@pytest.fixture
def trail() -> Iterator[Trail]:
    """What the logs say in this test, as they are written in service, from the chattiest level that is on."""
    made, root = Trail(), logging.getLogger()
    handler = logging.StreamHandler(made.lines)
    handler.setFormatter(next(h.formatter for h in root.handlers if "structlog" in type(h.formatter).__module__))
    root.addHandler(handler)
    yield made
    root.removeHandler(handler)


def filled(form: Any, trail: Trail, choice: int = -1) -> dict[str, Any]:
    """A form with a word in every box, the first or last choice of each list, dates where they are wanted."""
    values: dict[str, Any] = {}
    for box in form.inputs:
        kind, name = getattr(box, "type", box.tag) or "text", box.name
        if not name or kind in ("submit", "button", "image", "file", "reset"):
            continue
        if kind in ("radio", "checkbox") or box.tag == "select":
            options = box.value_options if box.tag == "select" else [box.get("value")]
            values[name] = values.get(name, options[choice]) if choice == 0 else options[choice]
        elif kind == "hidden":
            values[name] = box.get("value", "")
        elif kind == "email":
            values[name] = f"{trail.word()}@example.org"
        elif kind == "tel":
            values[name] = PHONE
        else:
            values[name] = next((v for part, v in FIT.items() if part in name), None)
            values[name] = trail.word() if values[name] is None else values[name]
    return values


FIT = {"day": "3", "month": "11", "year": "2026", "postcode": "", "street": ""}
"""What fits boxes that take no words, by a part of their name; the way by postcode or street is not gone."""


def follow(client: Client, trail: Trail, answer: Any) -> Any:
    """Follow redirects, keeping the addresses; and keep every link that the page at the end carries."""
    while answer.status_code in (301, 302, 303):
        trail.addresses.append(answer["Location"])
        answer = client.get(answer["Location"])
    return answer


def fill_in(client: Client, trail: Trail, answer: Any, choice: int = -1, most: int = 20) -> Any:
    """Go through a form, page by page, with a word in every box, until the receipt."""
    for _ in range(most):
        answer = follow(client, trail, answer)
        path = answer.request["PATH_INFO"]
        if path.endswith(("/done/", "/end/")):
            return answer
        page = html.fromstring(answer.content.decode())
        form = next(form for form in page.forms if form.method == "POST" and "/save/" not in (form.action or ""))
        action = form.action or path
        trail.addresses.append(action)
        answer = client.post(action, {**filled(form, trail, choice), "do": "continue"})
    words = " ".join(html.fromstring(answer.content.decode()).text_content().split())
    raise AssertionError(f"No receipt after {most} pages; the last: {path}: {words[:1500]}")


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """A visitor of a council with services that ask for words."""
    publish(cast.system, "pothole", "complaint", "missed-bin")
    return Client(headers={"host": HOST}, raise_request_exception=False)


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
    """Saved for later under an email, a question asked and answered, and words added by the link."""
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
        assert visitor.get(path, {"q": trail.word()}).status_code == 200
    assert trail.leaks() == []


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
