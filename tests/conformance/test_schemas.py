"""Our answers against the JSON Schemas of the Open311 organisation, which are read where they lie."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from django.test import Client

from tests.conformance.test_open311 import BASE, post, reference_of
from tests.support import real_data

pytestmark = [pytest.mark.real_data, pytest.mark.shows("C15")]


def problems(schema: str, found: object) -> list[str]:
    """What the schema finds wrong; lists are checked item by item, as their schema refers to a file beside it."""
    folder: Path = real_data.folder("open311") / "schema-georeport-v2"
    checker = jsonschema_rs.validator_for(json.loads((folder / f"{schema}.json").read_text()), validate_formats=True)
    items = found if isinstance(found, list) else [found]
    assert items
    return [error.message for item in items for error in checker.iter_errors(item)]


def test_services_and_definitions_fit_their_schema(web: Client):
    services = web.get(f"{BASE}/services.json").json()
    assert problems("service", services) == []
    for service in services:
        definition = web.get(f"{BASE}/services/{service['service_code']}.json").json()
        assert problems("service-definition", definition) == []


def test_requests_fit_their_schema_whoever_reads_them(web: Client):
    picture = "https://photos.example/1.jpeg"
    reference = reference_of(post(web, media_url=picture))
    post(web, lat=None, long=None, address_string="By the old mill")
    for query in ("", "?extensions=true", "?api_key=key-of-demo"):
        assert problems("request", web.get(f"{BASE}/requests.json{query}").json()) == []
    assert problems("request", web.get(f"{BASE}/requests/{reference}.json").json()) == []


def test_the_schemas_would_find_something(web: Client):
    assert problems("request", [{"service_request_id": 1, "status": "lost"}])
