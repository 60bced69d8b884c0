"""The page of kinds of customers: numbers that name nobody, each with its rule in words."""

import csv
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.people import actions as people
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import ProfileRow
from frontdesk.domains.segments import actions
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_figures_open import NOW
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B10")
ADDRESS = "/desk/figures/segments/"


def fill(cast: Cast) -> None:
    """Twelve who rang once in a quiet area, ten who came six times, two businesses."""
    standards.set_rates(cast.system, cards=[RateCard(Basis.CONTACT, NOW.date(), {"phone": 400}, "Invented")])
    places.load_profiles(
        cast.system,
        rows=[
            ProfileRow("ZY1 1AB", "hills", "Hill farms", signal=70, broadband=60, over_65=40, low_income=10),
            ProfileRow("ZY1 1AD", "town", "Town", signal=99, broadband=98, over_65=15, low_income=20),
        ],
    )
    at = clock.now() - timedelta(days=3)
    for number in range(22):
        postcode = "ZY1 1AB" if number < 12 else "ZY1 1AD"
        person = people.create_person(
            cast.dee, name=f"Person Number{chr(97 + number)}", source="desk", address="A house", postcode=postcode
        )
        for channel in ("phone",) if number < 12 else ("phone", "phone", "phone", "phone", "phone", "web"):
            contacts.record_whole(cast.system, contact=ContactIn(channel, at, person, ended_at=at))
    for name in ("Testwood Bakers", "Testwood Farm"):
        people.create_organisation(cast.dee, name=name, kind="business")
    actions.count_all(cast.system.council)


def cells(html: str, caption: str) -> dict[str, list[str]]:
    table = next(each for each in re.findall(r"<table.*?</table>", html, re.S) if caption in each)
    rows = re.findall(r'<tr class="govuk-table__row[^"]*">\s*<th scope="row".*?</tr>', table, re.S)
    read = [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            for row in rows]  # fmt: skip
    return {row[0]: row[1:] for row in read}


def test_customers_by_kind_with_their_rules_small_numbers_left_out(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        fill(cast)
        html = sign_in(cast.sam).get(ADDRESS).content.decode()
    found = cells(html, "Customers by kind")
    assert found["Casual interaction"] == ["12", "12", "0%", "£48"]
    assert found["High interaction"] == ["–", "60", "17%", "£200"]  # with the whole it would tell the businesses
    assert found["Business"][0] == "–"
    assert found["All customers"] == ["24", "72", "14%", "£248"]
    assert "6 contacts or more, in the last 12 months." in html
    assert "They never decide what somebody may have" in html


def test_a_last_line_that_tells_nothing_is_left_out(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        person = people.create_person(cast.dee, name="Person Numbera", source="desk")
        contacts.record_whole(cast.system, contact=ContactIn("phone", clock.now(), person, ended_at=clock.now()))
        actions.count_all(cast.system.council)
        html = sign_in(cast.sam).get(ADDRESS).content.decode()
    by_channel = cells(html, "Contacts by channel")
    assert by_channel["Casual interaction"] == ["–"] and "All customers" not in by_channel


def test_areas_where_people_may_be_left_behind_are_told_with_the_reason(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        fill(cast)
        html = sign_in(cast.sam).get(ADDRESS).content.decode()
    found = cells(html, "Where people may be left behind")
    assert list(found) == ["Hill farms", "Town"]
    assert found["Hill farms"][-1].startswith("Very likely: fewer than 85% of homes have indoor mobile signal")
    assert found["Town"][-1] == "Not likely"


def test_of_many_kinds_of_area_the_page_shows_the_largest_and_the_file_all(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("frontdesk.sites.desk.segments.MOST_AREAS", 1)
    with clock.at(NOW):
        fill(cast)
        sam = sign_in(cast.sam)
        html, file = sam.get(ADDRESS).content.decode(), sam.get(f"{ADDRESS}csv/").content.decode()
    assert list(cells(html, "Customers by the area of their home")) == ["Hill farms"]
    assert list(cells(html, "Where people may be left behind")) == ["Hill farms"]
    assert "2 more kinds of area are counted" in html and ",Town," in file


def test_before_the_first_night_it_says_so(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        html = sign_in(cast.sam).get(ADDRESS).content.decode()
    assert "Customers have not been counted yet" in html


def test_the_file_has_the_same(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        fill(cast)
        answer = sign_in(cast.sam).get(f"{ADDRESS}csv/")
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    casual = next(row for row in rows if row["segment"] == "casual" and not row["channel"] and not row["kind of area"])
    assert (casual["customers"], casual["contacts"]) == ("12", "12")
    assert next(row for row in rows if row["segment"] == "business")["customers"] == ""


def test_the_page_is_made_by_few_statements(cast: Cast, sign_in: SignIn):
    with clock.at(NOW):
        fill(cast)
        sam = sign_in(cast.sam)
        sam.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            sam.get(ADDRESS)
    assert len([each for each in asked.captured_queries if "set_config" not in each["sql"]]) <= 15
