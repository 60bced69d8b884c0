"""Unmodified clients from the package index: `georeport` reads, `civicbot` posts."""

import pytest
from civicbot.http import HttpTransport, RateLimiter
from civicbot.open311 import Open311Client, ValidationError
from civicbot.registry import Endpoint
from georeport import GeoReport

from tests.conformance.conftest import KEY, OTHERS_KEY, Running

pytestmark = [pytest.mark.committed, pytest.mark.shows("C15")]
PLACE = {"lat": 54.17651, "lng": 0.90364}


def civicbot(running: Running, jurisdiction: str | None = None) -> Open311Client:
    """The client as its makers ship it; only its politeness between calls is switched off."""
    endpoint = Endpoint("ours", "Ours", f"{running.address}/open311/v2", write=True)
    transport = HttpTransport(rate_limiter=RateLimiter(min_interval=0))
    return Open311Client(endpoint, transport, jurisdiction_id=jurisdiction)


def send(client: Open311Client, service: str, key: str = KEY, **values):
    sent = client.create_request(
        service, dry_run=False, confirm="SEND", api_key=key, validate_remote=True, **PLACE, **values
    )
    return sent.response[0]["service_request_id"]


def test_civicbot_posts_what_georeport_reads_back_in_both_formats(running: Running):
    reference = send(civicbot(running), "dumped", description="Three tyres", attributes={"size": "lorry"})
    for format in ("json", "xml"):
        georeport = GeoReport(f"{running.address}/open311/v2", output_format=format)
        assert {each["service_code"] for each in georeport.get_service_list()} == {"litter", "dumped"}
        definition = georeport.get_service_definition("dumped")
        assert definition["service_code"] == "dumped"
        found = georeport.get_service_request(reference)
        assert (found["service_request_id"], found["status"]) == (reference, "open")
        assert (float(found["lat"]), float(found["long"])) == (54.17651, 0.90364)
        many = georeport.get_service_requests(service_code="dumped", status="open")
        one = many if isinstance(many, dict) else many[0]  # a list of one is one thing to an XML dictionary
        assert one["service_request_id"] == reference


def test_civicbot_checks_its_post_against_the_definition_made_from_the_form(running: Running):
    with pytest.raises(ValidationError, match="size"):
        send(civicbot(running), "dumped", description="No size")
    with pytest.raises(ValidationError, match="not in"):
        send(civicbot(running), "dumped", description="Odd size", attributes={"size": "mountain"})


def test_civicbot_reads_one_and_many(running: Running):
    client = civicbot(running)
    references = [send(client, "litter", description=f"Number {n}") for n in range(3)]
    assert client.get_request(references[0])["service_code"] == "litter"
    assert {each["service_request_id"] for each in client.list_requests(service_request_ids=references)} == {
        *references
    }
    assert len(client.list_requests(page_size=2)) == 2


def test_clients_name_the_other_council_by_its_jurisdiction(running: Running):
    client = civicbot(running, "littlewick")
    reference = send(client, "fallen-branch", key=OTHERS_KEY, description="Across the path")
    georeport = GeoReport(f"{running.address}/open311/v2", jurisdiction="littlewick.example.org")
    assert georeport.get_service_request(reference)["agency_responsible"] == "Littlewick District Council"
    assert GeoReport(f"{running.address}/c/littlewick/open311/v2").get_service_request(reference)["status"] == "open"
    assert GeoReport(f"{running.address}/open311/v2").get_service_requests() == []
