"""GeoReport v2 as the standard has it: formats, councils, keys, errors, what is told to whom."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.requests.models import Request, RequestAnswers, RequestOutside, RequestText
from frontdesk.kernel import clock
from frontdesk.kernel.models import OnceKey
from frontdesk.kernel.references import parse_reference
from tests.conformance.conftest import KEY, OTHERS_KEY, make_key
from tests.conformance.services import SIZE, publish_small
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = [pytest.mark.shows("C15"), pytest.mark.pg15]
BASE = "/open311/v2"
SENT = {
    "api_key": KEY,
    "service_code": "litter",
    "lat": "54.1765",
    "long": "0.9036",
    "description": "Line one.\r\n\r\n  Line two: <b>& “quotes”</b>",
}
NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


def post(web: Client, base: str = BASE, *, format: str = "json", **changes):
    """A POST of the usual report, changed; a value of None leaves the argument out."""
    headers = changes.pop("headers", {})
    values = {name: value for name, value in (SENT | changes).items() if value is not None}
    return web.post(f"{base}/requests.{format}", values, headers=headers)


def reference_of(answer) -> str:
    assert answer.status_code == 201, answer.content
    return answer.json()[0]["service_request_id"]


def error(answer, status: int) -> str:
    """The sentence of an error document, whose shape is checked."""
    assert answer.status_code == status, answer.content
    (found,) = answer.json()
    assert found["code"] == status
    return found["description"]


def test_the_list_and_the_definition_are_the_same_in_both_formats(web: Client):
    listed = web.get(f"{BASE}/services.json")
    assert listed["Content-Type"] == "application/json; charset=utf-8"
    assert {each["service_code"] for each in listed.json()} == {"litter", "dumped"}
    assert {each["service_code"]: each["metadata"] for each in listed.json()} == {"litter": False, "dumped": True}
    in_xml = web.get(f"{BASE}/services.xml")
    assert in_xml["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(in_xml.content)
    assert root.tag == "services"
    assert [service.findtext("keywords") for service in root] == ["street,dirty  wet"] * 2
    definition = web.get(f"{BASE}/services/dumped.json").json()
    (attribute,) = definition["attributes"]
    assert (attribute["code"], attribute["datatype"], attribute["required"]) == ("size", "singlevaluelist", True)
    found = ElementTree.fromstring(web.get(f"{BASE}/services/dumped.xml").content)
    assert found.tag == "service_definition"
    assert [v.findtext("name") for v in found.iter("value")] == [v["name"] for v in attribute["values"]]


def test_a_post_becomes_a_request_and_a_contact_by_the_same_verb(web: Client):
    answer = post(web, first_name="Amina", last_name="Testwood", email="amina@example.org")
    row = Request.objects.get(reference=parse_reference(reference_of(answer)))
    assert (row.channel, row.digital, row.assisted) == ("api", True, False)
    assert RequestAnswers.objects.get(request=row).answers["what"] == SENT["description"]
    assert row.person.name == "Amina Testwood"
    assert Contact.objects.filter(channel="api").count() == 1


def test_xml_answers_xml(web: Client):
    answer = post(web, format="xml")
    root = ElementTree.fromstring(answer.content)
    assert (root.tag, root[0].tag) == ("service_requests", "request")
    reference = root.findtext("request/service_request_id")
    read = ElementTree.fromstring(web.get(f"{BASE}/requests/{reference}.xml?api_key={KEY}").content)
    assert read.findtext("request/description") == SENT["description"]
    refused = post(web, format="xml", api_key="wrong")
    assert ElementTree.fromstring(refused.content).findtext("error/code") == "403"


@pytest.mark.shows("C15")
def test_nobody_reads_what_a_customer_wrote_but_the_client_that_sent_it(web: Client, cast: Cast):
    picture = "https://photos.example/1.jpeg"
    sent = {"first_name": "Amina", "email": "amina@example.org", "phone": "07700 900123", "media_url": picture}
    reference = reference_of(post(web, address_string="Outside Amina's house", **sent))
    make_key(cast.councils.demo.id, "another-app")
    for path in (f"requests/{reference}.json", "requests.json", f"requests.json?api_key={'another-app'}"):
        answer = web.get(f"{BASE}/{path}")
        assert "Amina" not in answer.content.decode() and "Line one" not in answer.content.decode()
        assert (answer.json()[0]["description"], answer.json()[0]["media_url"]) == (None, None)
        assert (answer.json()[0]["lat"], answer.json()[0]["long"]) == (54.1765, 0.9036)
    (own,) = web.get(f"{BASE}/requests/{reference}.json?api_key={KEY}").json()
    assert (own["description"], own["media_url"]) == (SENT["description"], picture)
    assert own["address"] == "Outside Amina's house"
    assert "07700" not in str(own)


def test_what_a_page_sent_back_as_the_name_of_a_place_is_not_published(web: Client):
    reference = reference_of(post(web))
    row = RequestAnswers.objects.get(request__reference=parse_reference(reference))
    (code,) = [code for code, answer in row.answers.items() if isinstance(answer, dict) and "said" in answer]
    row.answers[code]["said"] = "Ring Amina on 07700 900123"
    row.save()
    for reading in ("requests.json", f"requests/{reference}.json", f"requests/{reference}.xml"):
        assert "Amina" not in web.get(f"{BASE}/{reading}").content.decode()


def test_a_description_that_no_question_takes_is_kept(web: Client, cast: Cast):
    """The form asks for words on one way only; what was sent is not lost on the others."""
    publish_small(cast.councils.demo.id, "hedge", attribute=SIZE, words_when='{ question = "size", is = "lorry" }')
    for size in ("bag", "lorry"):
        reference = reference_of(post(web, service_code="hedge", **{"attribute[size]": size}))
        (own,) = web.get(f"{BASE}/requests/{reference}.json?api_key={KEY}").json()
        assert own["description"] == SENT["description"]
    assert RequestText.objects.count() == 1, "the one that no question took"


def test_services_that_are_not_offered_are_not_there(web: Client, cast: Cast):
    publish(cast.system, "adult-concern")
    publish(cast.system, "blue-badge")
    codes = {each["service_code"] for each in web.get(f"{BASE}/services.json").json()}
    assert codes == {"litter", "dumped"}
    for code in ("adult-concern", "blue-badge"):
        assert error(web.get(f"{BASE}/services/{code}.json"), 404)
        assert error(post(web, service_code=code), 404)


def test_restricted_requests_are_never_told(web: Client):
    reference = reference_of(post(web))
    Request.objects.update(restricted=True)
    assert error(web.get(f"{BASE}/requests/{reference}.json"), 404)
    assert web.get(f"{BASE}/requests.json?service_request_id={reference}").json() == []


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"api_key": None}, 403, "key"),
        ({"api_key": "wrong"}, 403, "key"),
        ({"api_key": OTHERS_KEY}, 403, "another council"),
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": "moon"}, 404, "moon"),
        ({"service_code": "fallen-branch"}, 404, "fallen-branch"),
        ({"lat": None, "long": None}, 400, "address_string"),
        ({"lat": "north"}, 400, "degrees"),
        ({"long": "181"}, 400, "degrees"),
        ({"description": "x" * 4001}, 400, "4,000"),
        ({"description": None}, 400, "what"),
        ({"service_code": "dumped"}, 400, "size"),
        ({"service_code": "dumped", "attribute[size]": "mountain"}, 400, "size"),
        ({"email": "no address"}, 400, "email"),
        ({"jurisdiction_id": "nowhere"}, 404, "jurisdiction_id"),
        ({"jurisdiction_id": "littlewick"}, 403, "another council"),
    ],
)
def test_errors_have_their_status_and_say_what_to_do(web: Client, changes, status, words):
    assert words in error(post(web, **changes), status)
    assert Request.objects.count() == 0


def test_several_things_wrong_are_several_errors(web: Client):
    found = post(web, email="no address", phone="1", description=None).json()
    assert len(found) >= 1 and all(each["code"] == 400 and each["description"] for each in found)


def test_a_key_must_have_the_scope(web: Client, cast: Cast):
    make_key(cast.councils.demo.id, "only-contacts", "contacts")
    assert "may not" in error(post(web, api_key="only-contacts"), 403)


def test_a_key_calls_as_often_a_minute_as_its_token_says(web: Client, cast: Cast):
    make_key(cast.councils.demo.id, "slow", per_minute=3)
    with clock.at(NOW):
        assert [post(web, api_key="slow").status_code for _ in range(4)] == [201, 201, 201, 429]
        last = post(web, api_key="slow")
        assert last["Retry-After"] == "60" and "3 times a minute" in error(last, 429)
        assert post(web).status_code == 201
    with clock.at(NOW + timedelta(minutes=1)):
        assert post(web, api_key="slow").status_code == 201


@pytest.mark.parametrize("how", ["attribute", "header"])
def test_the_same_report_sent_again_is_the_same_request(web: Client, how: str, cast: Cast):
    same = {"attribute[fixmystreet_id]": "4711"} if how == "attribute" else {"headers": {"Idempotency-Key": "4711"}}
    references = {reference_of(post(web, **same)) for _ in range(3)}
    assert len(references) == 1 and Request.objects.count() == 1 and Contact.objects.count() == 1
    assert RequestOutside.objects.get().outside_id == ("4711" if how == "attribute" else "")
    if how == "attribute":  # the client's own id of a report is no key that is forgotten after a month
        OnceKey.objects.all().delete()
        assert {reference_of(post(web, **same))} == references
    make_key(cast.councils.demo.id, "another-app")
    reference_of(post(web, api_key="another-app", **same))
    assert Request.objects.count() == 2, "a key of another client is another key"


def test_the_council_is_told_by_host_prefix_or_jurisdiction(web: Client):
    for where in (
        {"path": "/c/littlewick/open311/v2/services.json"},
        {"path": f"{BASE}/services.json?jurisdiction_id=littlewick"},
        {"path": f"{BASE}/services.json?jurisdiction_id=www.littlewick.example.org"},
        {"path": f"{BASE}/services.json", "headers": {"host": "littlewick.example.org"}},
    ):
        assert [each["service_code"] for each in web.get(**where).json()] == ["missed-bin", "fallen-branch"]
    assert error(web.get(f"{BASE}/services.json?jurisdiction_id=nowhere"), 404)
    assert error(web.get("/c/demo/open311/v2/services.json?jurisdiction_id=littlewick"), 404)
    assert web.get("/c/nowhere/open311/v2/services.json").status_code == 404


def test_where_nothing_names_a_council_it_is_asked_for(web: Client, settings):
    assert web.get(f"{BASE}/services.json?jurisdiction_id=").status_code == 200, "in the demo none means demo"
    settings.DEFAULT_COUNCIL = ""
    assert "jurisdiction_id" in error(web.get(f"{BASE}/services.json"), 400)
    assert "jurisdiction_id" in error(post(web), 400)


def test_a_key_of_the_other_council_reads_nothing_of_ours(web: Client):
    reference = reference_of(post(web))
    assert error(web.get(f"/c/littlewick/open311/v2/requests/{reference}.json"), 404)
    assert error(web.get(f"{BASE}/requests/{reference}.json?api_key={OTHERS_KEY}"), 403)


def test_many_are_asked_for_by_service_date_status_and_page(web: Client):
    with clock.at(NOW - timedelta(days=100)):
        old = reference_of(post(web))
    with clock.at(NOW - timedelta(days=1)):
        new = [reference_of(post(web)) for _ in range(3)]

    def ids(query: str = "") -> list[str]:
        with clock.at(NOW):
            return [each["service_request_id"] for each in web.get(f"{BASE}/requests.json?{query}").json()]

    assert set(ids()) == set(new), "90 days where no date is given"
    assert ids("start_date=2026-08-01T00:00:00Z&end_date=2026-09-01T00:00:00%2B01:00") == [old]
    assert ids("end_date=2026-09-01T00:00:00Z") == [old]
    assert ids(f"service_request_id={old},{new[0]}&status=closed") == [new[0], old], "ids count for more than all else"
    assert ids("service_code=dumped") == [] and len(ids("service_code=dumped,litter")) == 3
    assert ids("status=closed") == [] and len(ids("status=open,closed")) == 3
    assert len(ids("page_size=2")) == 2 and len(ids("page_size=2&page=2")) == 1
    assert set(ids("page_size=2") + ids("page_size=2&page=2")) == set(new)
    assert ids("page_size=300&page=4") == [], "the last page of the first 1,000"


@pytest.mark.parametrize(
    "query",
    ["start_date=yesterday", "start_date=2026-01-01", "status=lost", "page_size=many", "page=0"]
    + ["page=2", "page_size=100&page=11"]
    + ["start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "end_date=2026-13-01T00:00:00Z"],
)
def test_a_question_that_cannot_be_answered_is_refused(web: Client, query: str):
    assert error(web.get(f"{BASE}/requests.json?{query}"), 400)


def test_what_is_not_known_is_404(web: Client):
    for path in ("requests/XXXX-XXXX.json", "requests/1.json", "services/none.json", "tokens/abc.json"):
        assert error(web.get(f"{BASE}/{path}"), 404)
    assert web.get(f"{BASE}/services.txt").status_code == 404
    assert error(web.put(f"{BASE}/services.json"), 405)


def test_extensions_tell_attributes_to_the_client_that_sent_them(web: Client):
    reference = reference_of(post(web, service_code="dumped", **{"attribute[size]": "lorry"}))
    path = f"{BASE}/requests/{reference}.json?extensions=true"
    (public,) = web.get(path).json()
    (own,) = web.get(f"{path}&api_key={KEY}").json()
    assert (public["attributes"], public["extended_attributes"]["channel"]) == ([], "api")
    assert own["attributes"] == [{"code": "size", "label": "How big is it?", "value": "A lorry load & more"}]
    assert ElementTree.fromstring(web.get(path.replace(".json", ".xml")).content).find("request/attributes") is not None


def test_discovery_names_the_endpoint_and_changes_with_the_services(web: Client, cast: Cast):
    before = web.get(f"{BASE}/discovery.json").json()
    (endpoint,) = before["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/c/demo/open311/v2") and endpoint["type"] == "test"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    with clock.at(datetime.now(UTC) + timedelta(days=1)):
        publish_small(cast.councils.demo.id, "litter", "Litter anywhere")
    after = ElementTree.fromstring(web.get(f"{BASE}/discovery.xml").content)
    assert after.tag == "discovery" and after.findtext("changeset") > before["changeset"]
    assert [each.text for each in after.iter("format")] == endpoint["formats"]


def test_a_refused_form_says_why_and_makes_no_request(web: Client, cast: Cast):
    publish(cast.system, "missed-bin")
    answer = post(web, service_code="missed-bin", **{"attribute[missed-on]": "2020-01-01"})
    assert all(each["code"] == 400 and each["description"] for each in answer.json())
    assert Request.objects.count() == 0
