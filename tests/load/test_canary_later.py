"""The same for what is written later: by the customer's link, at the desk, with files, and through the API."""

import io
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from PIL import Image

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import User
from frontdesk.domains.forms.models import Upload
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import Request, RequestAnswers, RequestText
from frontdesk.domains.requests.queries.known import follow_path
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.trail import HOST, Trail, fill_in, filled, follow
from tests.support.worker import work

KEY = "a-key-of-somebody"


@pytest.fixture
def complaint(visitor: Client, trail: Trail) -> Request:
    """A complaint with a word in every box."""
    fill_in(visitor, trail, visitor.post("/service/complaint/begin/"), 0)
    return Request.objects.get()


@pytest.fixture
def desk(cast: Cast) -> Client:
    """Sam's browser, at the desk."""
    staff = Client(headers={"host": HOST})
    staff.force_login(User.objects.get(pk=cast.sam.user))
    return staff


def keep_addresses(trail: Trail, answer: Any) -> None:
    """Every address that a page carries."""
    page = html.fromstring(answer.content.decode())
    trail.addresses += [*page.xpath("//@href"), *page.xpath("//@src"), *page.xpath("//form/@action")]


def own_forms(shown: Any) -> list[Any]:
    """The forms of a page of the desk that write something."""
    forms = html.fromstring(shown.content.decode()).forms
    furniture = ("sign-out", "search")
    return [f for f in forms if f.method == "POST" and not any(part in (f.action or "") for part in furniture)]


def arrived(trail: Trail, number: int) -> None:
    """The words are kept where they belong."""
    kept = " ".join(RequestText.objects.values_list("body", flat=True))
    assert sum(word in kept for word in trail.words) >= number


def test_what_a_customer_writes_by_the_link(visitor: Client, trail: Trail, cast: Cast, complaint: Request):
    here = follow_path(complaint)

    def write(what: str) -> None:
        answer = follow(visitor, trail, visitor.post(here, {"do": what, "words": trail.word()}))
        assert answer.status_code == 200
        keep_addresses(trail, answer)

    write("add")
    actions.ask_customer(cast.sam, request=complaint.pk, question=trail.word())
    write("answer")
    work()
    outcome = next(iter(_outcomes(cast, complaint)))
    actions.close_request(cast.sam, request=complaint.pk, outcome=outcome, message=trail.word())
    write("dispute")
    follow(visitor, trail, visitor.post(f"{here}withdraw/", {"words": trail.word()}))
    assert visitor.post(here, {"do": trail.word(), "words": trail.word()}).status_code == 200, "refused"
    work()
    arrived(trail, 5)
    assert trail.leaks() == []


def _outcomes(cast: Cast, request: Request) -> list[str]:
    return [each.code for each in queries.whole(cast.sam, request.pk).outcomes]


def test_what_staff_write_at_the_desk(visitor: Client, trail: Trail, desk: Client, complaint: Request):
    here = f"/desk/requests/{complaint.pk}/"
    answers = RequestAnswers.objects.get().answers
    typed_in = next(code for code, answer in answers.items() if answer in trail.words)
    steps = ["note/", "ask/", "answer/", "add/", "delay/", f"correct/?question={typed_in}"]
    steps += ["close/", "dispute/", "close/", "reopen/", "withdraw/"]
    for step in steps:
        shown = desk.get(here + step)
        assert shown.status_code == 200, step
        form = own_forms(shown)[0]
        typed = filled(form, trail, 0)
        typed |= {name: "2026-12-24" for name in typed if name == "day"}
        answer = follow(desk, trail, desk.post(form.action or here + step, typed))
        assert answer.status_code == 200, step
        keep_addresses(trail, answer)
    work()
    arrived(trail, 6)
    assert trail.leaks() == []


@pytest.mark.parametrize("broken", [False, True], ids=["pictures", "no pictures"])
def test_names_and_contents_of_files(
    visitor: Client, trail: Trail, desk: Client, settings: Any, tmp_path: Any, broken: bool
):
    settings.FRONTDESK_HOME = tmp_path

    def attach() -> SimpleUploadedFile:
        name, inside, target = trail.word(), trail.word().encode(), io.BytesIO()
        Image.new("RGB", (40, 30), "red").save(target, "JPEG", comment=inside)
        return SimpleUploadedFile(f"{name}.jpg", inside if broken else target.getvalue(), "image/jpeg")

    begun = visitor.post("/service/pothole/begin/")
    if broken:
        with pytest.raises(AssertionError, match="No receipt"):
            fill_in(visitor, trail, begun, attach=attach, most=12)
    else:
        fill_in(visitor, trail, begun, attach=attach)
        (request, upload) = Request.objects.get(), Upload.objects.select_related("file").get()
        assert upload.file.name[:-4] in trail.words, "the name is kept with the file"
        keep_addresses(trail, desk.get(f"/desk/requests/{request.pk}/"))
        shown = desk.get(f"/desk/requests/{request.pk}/files/{upload.key}/")
        assert shown.status_code == 200 and b"qzkanari" not in b"".join(shown), "what the camera wrote is gone"
    work()
    assert trail.leaks() == []


def test_wrapping_up_and_recording_a_contact(trail: Trail, desk: Client, complaint: Request):
    taken = follow(desk, trail, desk.post("/desk/contacts/open/", {"channel": "phone"}))
    contact = re.search(r"/contacts/(\d+)/", taken.request["PATH_INFO"])[1]
    for path in (f"/desk/contacts/{contact}/wrap-up/", "/desk/contacts/record/"):
        shown = desk.get(path)
        for form in own_forms(shown):
            answer = follow(desk, trail, desk.post(form.action or path, filled(form, trail, 0)))
            keep_addresses(trail, answer)
    work()
    assert trail.leaks() == []


def test_what_comes_through_the_api(visitor: Client, trail: Trail, cast: Cast):
    house = Actor.system(cast.councils.demo.id)
    access.create_token(
        house, label="An app", scopes=("open311", "requests", "contacts", "people:library"), per_minute=0, secret=KEY
    )
    bearer: dict[str, Any] = {
        "headers": {"Authorization": f"Bearer {KEY}", "host": HOST},
        "content_type": "application/json",
    }
    word = trail.word
    answers = {"place": {"words": word(), "lat": 54.18, "lon": 0.91}, "danger": "no", "what": word(), word(): word()}
    for service in ("pothole", "complaint", word()):
        sent = {"service": service, "channel": "api", "answers": answers}
        assert visitor.post("/api/v1/requests", json.dumps(sent), **bearer).status_code in (201, 400, 404, 422)
    call = {"channel": word(), "started_at": word(), "matters": [{"service": word(), "reason": word()}]}
    for body in (json.dumps(call), json.dumps({"contacts": [call]}), f'{{"{word()}": '):
        assert visitor.post("/api/v1/contacts", body, **bearer).status_code in (400, 422)
    person = {"key": word(), "name": word(), "emails": [f"{word()}@example.org", word()], "phones": [word()],
              "address": {"line": word(), "postcode": word()}}  # fmt: skip
    for system, born in (
        ("library", "1980-03-12"),
        ("library", "1980-03-13"),
        ("library", word()),
        (word(), "1980-03-12"),
    ):
        told = json.dumps({"system": system, "people": [person | {"date_of_birth": born}, person | {"name": ""}]})
        assert visitor.post("/api/v1/people/batch", told, **bearer).status_code in (200, 403, 422)
    report = {
        "api_key": KEY, "service_code": "pothole", "lat": "54.18", "long": "0.91", "description": word(),
        "email": f"{word()}@example.org", "first_name": word(), "last_name": word(), "device_id": word(),
        "media_url": f"https://example.org/{word()}.jpg", "address_string": word(), "attribute[danger]": word(),
        "attribute[fixmystreet_id]": "81",
    }  # fmt: skip
    for changes in ({}, {"attribute[danger]": "no"}, {"lat": word()}, {"service_code": word()}, {"email": word()}):
        assert visitor.post("/open311/v2/requests.json", report | changes).status_code in (201, 400, 404)
    visitor.get("/open311/v2/requests.json", {"api_key": KEY, "start_date": word(), "status": word()})
    visitor.get("/open311/v2/services/x.json", {"jurisdiction_id": word()})
    work()
    assert trail.leaks() == []


def test_codes_are_not_kept_once_they_are_sent(visitor: Client, trail: Trail, settings: Any, tmp_path: Any):
    settings.FRONTDESK_HOME = tmp_path
    begun = follow(visitor, trail, visitor.post("/service/pothole/begin/"))
    draft = re.search(r"/form/(\d+)/", begun.request["PATH_INFO"])[1]
    visitor.post(f"/form/{draft}/save/", {"email": "amina@example.org"})
    link = re.search(r"/resume/[^/]+/", Message.objects.get().link)[0]
    Client(headers={"host": HOST}).post(link, {"do": "send"})
    Client(headers={"host": HOST}).post("/account/sign-in/code/", {"email": "amina@example.org"})
    codes = [re.search(r"\b\d{6}\b", each.body)[0] for each in Message.objects.filter(topic__endswith="-code")]
    assert len(codes) == 2
    work()
    kept = " ".join(f"{each.subject} {each.body}" for each in Message.objects.filter(state="sent"))
    assert not any(code in kept for code in codes)
    assert all(code in "".join(f.read_text() for f in tmp_path.glob("outbox/*.eml")) for code in codes)
    trail.words += codes
    assert trail.leaks() == []
