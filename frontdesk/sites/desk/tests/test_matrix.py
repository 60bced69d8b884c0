"""All services against channels: what is possible, live and used, and what would save most online."""

import csv
import re
from decimal import Decimal
from html import unescape

import pytest

from frontdesk.domains.insight.rules.shifting import candidates, savings, still_by_staff
from frontdesk.domains.insight.types import Period, Share
from frontdesk.domains.insight.types.matrix import Cell, Matrix, MatrixRow, Saving
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_figures_open import NOW, fill, records
from tests.support.cast import Cast
from tests.support.many import BEGIN, make_contact
from tests.support.services import publish_careers

DAYS = "since=2026-09-01&until=2026-11-30"
ADDRESS = f"/desk/figures/services/?{DAYS}"


@pytest.mark.shows("A10")
def test_a_saving_is_contacts_by_staff_times_the_difference_to_the_rate_online():
    used = {"phone": Decimal("10.5"), "visit": Decimal(2), "web": Decimal(9), "kiosk": Decimal(3), "email": Decimal(4)}
    found = savings(used, {"phone": 385, "visit": 1240, "web": 16})
    assert found == [Saving("phone", Decimal("10.5"), 385, 16), Saving("visit", Decimal(2), 1240, 16)]
    assert [each.pence for each in found] == [3874, 2448]
    assert savings(used, {"phone": 385}) == []


@pytest.mark.shows("A10")
def test_the_next_to_move_are_those_that_could_be_online_and_are_not_the_largest_saving_first():
    def row(code: str, calls: int, *, possible: bool = True, online: bool = False) -> MatrixRow:
        return MatrixRow(code, code, 1, possible, online, (), (Saving("phone", Decimal(calls), 400, 20),))

    rows = [row("few", 1), row("many", 9), row("there", 50, online=True), row("never", 90, possible=False)]
    assert [each.service for each in candidates(rows)] == ["many", "few"]
    assert [each.service for each in still_by_staff(rows)] == ["there"]


def test_a_file_has_contacts_to_one_place_and_what_each_channel_would_save():
    cells = [Cell("web", True, False, Decimal(0)), Cell("phone", True, True, Decimal(1) / 3)]
    row = MatrixRow("bins", "Bins", 1, True, False, cells, [Saving("phone", Decimal(1) / 3, 400, 20)])
    found = Matrix(Period(BEGIN.date(), BEGIN.date()), {}, [row], (), (), Share(0, 1), None)
    assert [(channel, *there) for _, channel, there in found.lines()] == [
        ("web", "yes", "no", 0, None), ("phone", "yes", "yes", 0.3, 127)
    ]  # fmt: skip


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """Services with forms, and one that customers ring about because it has none."""
    publish_careers(cast.system)
    for days in (1, 2, 3):
        make_contact(cast, "phone", ("careers",), days=days)
    fill(cast)
    rates = {"web": 20, "phone": 400, "visit": 900}
    standards.set_rates(cast.system, cards=[RateCard(Basis.SERVE, BEGIN.date(), rates, "invented")])
    return cast


@pytest.mark.shows("A10")
def test_it_tells_what_is_online_and_what_the_next_would_save(filled: Cast, sign_in: SignIn):
    with clock.at(NOW):
        page = sign_in(filled.sam).get(ADDRESS).content.decode()
    assert "66.7%" in page and "2 ÷ 3." in page
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page).partition("Next to move online")[2]))
    assert "3 £11.40 phone: 3 × (£4 − £0.20)" in text


@pytest.mark.shows("A10")
def test_each_number_opens_its_records(filled: Cast, sign_in: SignIn):
    with clock.at(NOW):
        sam = sign_in(filled.sam)
        found = re.findall(r'href="(/desk/figures/contacts/[^"]+)">([\d.,]+)<', sam.get(ADDRESS).content.decode())
        assert len(found) > 12
        assert {each: str(records(sam, unescape(each))) for each, _ in found} == dict(found)


def test_the_csv_has_a_line_for_each_service_on_each_channel(filled: Cast, sign_in: SignIn):
    with clock.at(NOW):
        lines = sign_in(filled.sam).get(ADDRESS.replace("/?", "/csv/?")).content.decode().splitlines()
    rows = [row for row in csv.DictReader(lines) if row["service"] == "careers"]
    assert [(row["channel"], row["possible"], row["live"], row["contacts"]) for row in rows[:3]] == [
        ("web", "yes", "no", "0"), ("phone", "yes", "yes", "3"), ("visit", "yes", "yes", "0")
    ]  # fmt: skip
    assert rows[1]["saved if online, pence"] == "1140"


def test_a_designer_sees_it_without_the_way_to_records(filled: Cast, sign_in: SignIn):
    with clock.at(NOW):
        page = sign_in(filled.des).get(ADDRESS).content.decode()
    assert "Next to move online" in page and "/desk/figures/contacts/" not in page
