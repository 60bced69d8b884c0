"""Back offices tell us of their records by the API: record by record, once, each council and each right apart."""

from datetime import date

import pytest
from django.test import Client

from frontdesk.domains.people import queries
from frontdesk.domains.people.models import Identity, Person
from frontdesk.kernel import tenancy
from tests.conformance.conftest import make_key
from tests.conformance.test_api import Caller, problem
from tests.support.cast import Cast

pytestmark = [pytest.mark.shows("B3"), pytest.mark.shows("C15")]
AMINA = {
    "key": "CT-100234", "given": "Amina", "family": "Begum", "date_of_birth": "1980-03-12",
    "emails": ["amina@example.org"], "phones": ["07700 900123"],
    "address": {"line": "12 Mill Lane, Anytown", "postcode": "ZY1 4AB"},
}  # fmt: skip


@pytest.fixture
def housing(web: Client, cast: Cast) -> Caller:
    """A program of a back office, with a token for just that."""
    make_key(cast.councils.demo.id, "housing", "people:housing")
    return Caller(web, "housing")


def tell(caller: Caller, *people: dict, system: str = "housing", **headers: str) -> list[dict]:
    answer = caller.post("/people/batch", {"system": system, "people": list(people)}, **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()["people"]


def test_each_record_is_answered_by_itself_in_the_order_sent(housing: Caller, cast: Cast):
    nameless, other = {"key": "2"}, AMINA | {"key": "3", "emails": ["nonsense"]}
    first, second, third = tell(housing, AMINA, nameless, other)
    assert (first["outcome"], first["problem"], first["left_out"]) == ("created", None, [])
    assert (second["outcome"], second["id"], second["problem"]["field"]) == ("refused", None, "name")
    assert third["left_out"] == [{"field": "emails", "sentence": "We left number 1 out: it cannot be one."}]
    seen = queries.person(cast.dee, first["id"])
    assert (seen.name, seen.date_of_birth) == ("Amina Begum", date(1980, 3, 12))
    assert [(each.system, each.value) for each in seen.identities] == [("housing", "CT-100234")]
    again, changed = tell(housing, AMINA, other | {"emails": ["begum@example.org"]})
    assert (again["outcome"], again["id"]) == ("unchanged", first["id"])
    assert (changed["outcome"], changed["changed"]) == ("changed", ["emails"])
    assert {hit.person for hit in queries.search(cast.dee, "amina begum")} == {first["id"], third["id"]}


def test_with_a_key_a_retry_gets_the_first_answer(housing: Caller):
    first = tell(housing, AMINA, **{"Idempotency-Key": "night-7"})
    assert tell(housing, AMINA, **{"Idempotency-Key": "night-7"}) == first
    assert tell(housing, AMINA)[0]["outcome"] == "unchanged"
    assert Identity.objects.filter(system="housing").count() == 1
    other = {"system": "housing", "people": [AMINA | {"key": "2"}]}
    refused = problem(housing.post("/people/batch", other, **{"Idempotency-Key": "night-7"}), 422)
    assert (refused["code"], refused["field"]) == ("key-used", "Idempotency-Key")
    assert Identity.objects.filter(system="housing").count() == 1


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ({"system": "Housing office", "people": []}, 422, "system"),
        ({"system": "housing"}, 422, "people"),
        ({"system": "housing", "people": [AMINA] * 1001}, 422, "people"),
        ({"system": "housing", "people": [AMINA | {"date_of_birth": "12/03/1980"}]}, 422, "people.0.date_of_birth"),
        ({"system": "housing", "people": [AMINA | {"born": "1980"}]}, 422, "people.0.born"),
        ({"system": "housing", "people": [AMINA | {"name": "a\u0000b"}]}, 422, "people.0.name"),
        ({"system": "housing", "people": [AMINA | {"key": ""}]}, 422, "people.0.key"),
        ({"system": "housing", "people": [AMINA | {"address": {"uprn": -1}}]}, 422, "people.0.address.uprn"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_sentence(housing: Caller, sent: dict, status: int, field: str):
    assert problem(housing.post("/people/batch", sent), status)["field"] == field
    assert not Identity.objects.filter(system="housing").exists()


def test_only_a_token_for_it_may_and_only_so_often(web: Client, cast: Cast):
    body = {"system": "housing", "people": [AMINA]}
    make_key(cast.councils.demo.id, "switchboard", "contacts", "requests", "open311", "people:council-tax")
    assert problem(Caller(web, "switchboard").post("/people/batch", body), 403)
    assert problem(Caller(web, "nobody").post("/people/batch", body), 401)
    make_key(cast.councils.demo.id, "slow", "people:housing", per_minute=1)
    slow = Caller(web, "slow")
    assert slow.post("/people/batch", body).status_code == 200
    assert problem(slow.post("/people/batch", body), 429)
    assert problem(slow.post("/contacts", {}), 422), "and for nothing else"


def test_each_council_is_told_of_its_own(web: Client, cast: Cast, housing: Caller):
    (ours,) = tell(housing, AMINA)
    make_key(cast.councils.littlewick.id, "theirs", "people:housing")
    (theirs,) = tell(Caller(web, "theirs"), AMINA)
    assert theirs["outcome"] == "created" and theirs["id"] != ours["id"]
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert Person.objects.get(id=theirs["id"]).council_id == cast.councils.littlewick.id
