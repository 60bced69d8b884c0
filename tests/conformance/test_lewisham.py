"""Real reports of residents, as FixMyStreet had them, sent through Open311 into a council whose area is Lewisham.

FRONTDESK_WHOLE=1 sends all 6,272; without it every fifteenth. The texts stay where they are: nothing is copied here.
"""

import csv
import json
import os
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from frontdesk.console import roles
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.places.actions import load_areas
from frontdesk.domains.places.rules.grid import to_grid
from frontdesk.domains.places.types import AreaKind, AreaRow, LatLon
from frontdesk.domains.requests.models import Request, RequestAnswers, RequestOutside
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import parse_reference
from tests.conformance.conftest import make_key
from tests.conformance.services import publish_small
from tests.support import real_data
from tests.support.live import served
from tests.support.neighbours import two_councils

# The category map: their categories to our services.
SERVICES = {
    "dumped-rubbish": ("Fly-Tipping", "Shopping Trolley", "Abandoned vehicles"),
    "street-cleaning": ("Street Cleaning", "Dog Mess", "Pavement Jetting", "Fly-Posting"),
    "graffiti": ("Graffiti", "Graffiti (Offensive)"),
    "bins": (
        "Rubbish (refuse and recycling)",
        "Missed Collection",
        "Missed Collection (Green Waste)",
        "Missed Food Waste Collection",
        "Garden Waste",
        "Bin Repair",
        "Trade Waste Issue",
        "Trade Waste",
    ),
    "roads": (
        "Roads/Highways",
        "Potholes",
        "Street Lighting",
        "Road Traffic Signs",
        "Street Nameplates",
        "Car Parking",
    ),
    "green-spaces": ("Tree", "Parks & Green Spaces", "Parks/Landscapes"),
    "estates": ("Lewisham Homes", "Phoenix HA"),
    "something-else": ("Demo",),
}
SERVICE_OF = {category: service for service, categories in SERVICES.items() for category in categories}
KEY = "key-of-the-app"
WHOLE = bool(os.environ.get("FRONTDESK_WHOLE"))
STEP = 1 if WHOLE else 15


def reports() -> list[dict[str, str]]:
    """The reports, all or every fifteenth."""
    return reports_of(STEP)


def reports_of(step: int) -> list[dict[str, str]]:
    """Every so many of the reports."""
    folder = real_data.folder("lewisham-reports")
    found: list[dict[str, str]] = []
    for name in ("requests_to_2021.csv", "requests_2022h1.csv"):
        with (folder / name).open(newline="", encoding="utf-8") as file:
            found += csv.DictReader(file)
    return found[::step]


def outlines() -> Iterator[AreaRow]:
    """Lewisham's boundary and wards."""
    folder = real_data.folder("boundaries")
    (whole,) = _features(folder / "lewisham_council_wgs84.geojson")
    yield AreaRow(AreaKind.BOUNDARY, "E09000023", "Lewisham", whole["geometry"])
    for ward in _features(folder / "lewisham_wards_2022_wgs84.geojson"):
        yield AreaRow(AreaKind.WARD, ward["properties"]["WD22CD"], ward["properties"]["WD22NM"], ward["geometry"])


def _features(path: Path) -> list[dict]:
    return json.loads(path.read_text())["features"]


def described(report: dict[str, str]) -> str:
    """Title, blank line, detail."""
    return f"{report['title']}\n\n{report['detail']}"


def form(report: dict[str, str]) -> dict[str, str]:
    """The report as FixMyStreet sends it."""
    return {
        "api_key": KEY,
        "jurisdiction_id": "demo",
        "service_code": SERVICE_OF[report["service_code"]],
        "lat": report["lat"],
        "long": report["long"],
        "description": described(report),
        "attribute[fixmystreet_id]": report["service_request_id"],
        **({"media_url": report["media_url"]} if report["media_url"] else {}),
    }


class App:
    """The app that passes the reports on, over one connection."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc)

    def send(self, report: dict[str, str]) -> str:
        """The reference that the report got."""
        self.connection.request(
            "POST",
            "/open311/v2/requests.json",
            urlencode(form(report)).encode(),
            {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
        )
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 201, body
        return json.loads(body)[0]["service_request_id"]

    def read(self, reference: str) -> dict:
        """The request as the app that sent it reads it."""
        self.connection.request("GET", f"/open311/v2/requests/{reference}.json?api_key={KEY}")
        return json.loads(self.connection.getresponse().read())[0]


@pytest.fixture
def app(committed: roles.Addresses) -> Iterator[App]:
    """An app before a council whose area is Lewisham."""
    demo = two_councils().councils.demo.id
    with tenancy.acting_for(demo):
        load_areas(Actor.system(demo), areas=outlines())
        for service in SERVICES:
            publish_small(demo, service)
        make_key(demo, KEY)
        with served() as address:
            yield App(address)


def away(report: dict[str, str], lat: float, lon: float) -> float:
    """Metres between where the report was and where the request is."""
    was, found = (to_grid(LatLon(float(a), float(b))) for a, b in ((report["lat"], report["long"]), (lat, lon)))
    return float(((was.easting - found.easting) ** 2 + (was.northing - found.northing) ** 2) ** 0.5)


@pytest.mark.real_data
@pytest.mark.committed
@pytest.mark.shows("C15")
def test_every_report_becomes_one_request_and_sent_again_none_more(app: App):
    sent = reports()
    assert len(sent) == (6272 if WHOLE else 419)
    references = {report["service_request_id"]: app.send(report) for report in sent}
    assert len(set(references.values())) == Request.objects.count() == Contact.objects.count() == len(sent)
    again = {report["service_request_id"]: app.send(report) for report in (sent if WHOLE else sent[:60])}
    assert again.items() <= references.items()
    assert Request.objects.count() == Contact.objects.count() == RequestOutside.objects.count() == len(sent)

    rows = {row.reference: row for row in Request.objects.select_related("outside")}
    answers = dict(RequestAnswers.objects.values_list("request_id", "answers"))
    in_a_ward = 0
    for report in sent:
        row = rows[parse_reference(references[report["service_request_id"]]) or ""]
        assert row.outside.outside_id == report["service_request_id"]
        assert row.service == SERVICE_OF[report["service_code"]]
        assert answers[row.pk]["what"].encode() == described(report).encode()
        assert away(report, answers[row.pk]["place"]["lat"], answers[row.pk]["place"]["lon"]) < 1
        assert row.easting is not None and row.northing is not None
        in_a_ward += bool(row.ward)
    assert in_a_ward > len(sent) * 0.98, "a few lie on the border or beyond it"


@pytest.mark.real_data
@pytest.mark.committed
@pytest.mark.shows("C15")
def test_the_app_reads_back_what_it_sent(app: App):
    for report in reports()[:: 40 * STEP]:
        found = app.read(app.send(report))
        assert found["description"] == described(report)
        assert found["media_url"] == (report["media_url"] or None)
        assert away(report, found["lat"], found["long"]) < 1
