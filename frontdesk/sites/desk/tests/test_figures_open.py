"""Every number on the pages of figures opens a page with exactly as many records as it counts."""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from html import unescape

import pytest
from django.test import Client

from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.requests.models import Request
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Basis, Compare, Kind, RateCard, Target
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast
from tests.support.many import BEGIN, CHANNELS, make_contact, make_requests, set_areas
from tests.support.services import publish

NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)
RATES = dict.fromkeys(CHANNELS, 100)
TAKE_UP = {"", "counted", "completed", "digital_completed", "assisted_completed", "unaided_completed"}


@pytest.mark.shows("K3")
def test_every_number_opens_as_many_records_as_it_counts(cast: Cast, sign_in: SignIn):
    fill(cast)
    with clock.at(NOW):
        sam = sign_in(cast.sam)
        page = sam.get("/desk/figures/").content.decode()
        found = numbers(page) | named(page)
        opened = {address: records(sam, address) for address in found}
        assert {address: str(number) for address, number in opened.items()} == found
        parts = {part_of(address) for address in found if "/records/" in address}
        assert parts >= TAKE_UP | {"kept", "missed"}
        places = {each: address for address in found for each in re.findall(r"area=(\w+)", address)}
        assert places.keys() == {"ward", "locality", "team"}
        assert len(found) >= 8 + 3 * (5 + 1) + 2 * 2 + 3 * (3 + 3), "named ones, columns of all tables"
        year = sam.get("/desk/figures/promises/").content.decode().partition("Last 12 months")[2]
        kept, decided = map(int, re.findall(r"\((\d+) of (\d+)\)", year)[0])
        links = {words: unescape(address) for address, words in re.findall(r'href="([^"]+)">(in time|late)<', year)}
        assert {words: records(sam, address) for words, address in links.items()} == {
            "in time": kept, "late": decided - kept
        }  # fmt: skip


@pytest.mark.shows("K2")
def test_more_contacts_than_the_year_before_opens_those_of_each_channel(cast: Cast, sign_in: SignIn):
    growth = promise("take-up", kind=Kind.GROWTH, measure="take-up", clock=None, channels=("email", "web"),
                     services=(), baseline_words="none is stated",
                     target=Target(Compare.OVER, Fraction(0)))  # fmt: skip
    standards.set_standards(cast.system, standards=[growth])
    came = (("web", 0), ("web", 400), ("email", 500), ("web", 600), ("phone", 600))
    for channel, day in came:
        make_contact(cast, channel, (), days=day)
    recount_contacts(cast.system, days=[BEGIN.date() + timedelta(days=day) for _, day in came])
    with clock.at(BEGIN + timedelta(days=729)):
        sam = sign_in(cast.sam)
        page = unescape(sam.get("/desk/figures/promises/").content.decode())
        assert "200% (3 against 1)" in page
        opened = {code: records(sam, link) for link, code in re.findall(r'href="([^"]+channel=(email|web))"', page)}
    assert opened == {"email": 1, "web": 2}


def fill(cast: Cast) -> None:
    """Some requests of two services in every state, and contacts about several things, all with a rate."""
    publish(cast.system, "missed-bin", "pothole")
    standards.set_standards(cast.system, standards=[promise("bins")])
    standards.set_rates(cast.system, cards=[RateCard(Basis.SERVE, date(2020, 1, 1), RATES, "invented")])
    set_areas(cast)
    make_requests(cast, 80, seed=11, services=("missed-bin", "pothole"))
    own_finds = Request.objects.filter(council_id=cast.system.council).order_by("id")[::10]
    Request.objects.filter(pk__in=[each.pk for each in own_finds]).update(channel="", digital=False, assisted=False)
    for day in range(0, 90, 10):
        make_contact(cast, "phone", ("missed-bin", "pothole", "")[: day // 10 % 4], days=day)
    days = [BEGIN.date() + timedelta(days=n) for n in range(91)]
    recount_requests(cast.system, days=days)
    recount_contacts(cast.system, days=days)


def numbers(page: str) -> dict[str, str]:
    """The largest count in each column of each table, by the address that it opens: all are made alike."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for cell, number in re.findall(r'visited-state" href="(/desk/figures/[^"]+)">([\d.,]+)</a>', page):
        address = unescape(cell)
        month = str("since=2025-12-01" not in address)
        column = (month, *(alike(each) for each in address.split("&")))
        found[column] = max(found.get(column, (address, "0")), (address, number), key=lambda each: float(each[1]))
    return dict(found.values())


def alike(asked: str) -> str:
    """What a part of an address has in common with those of the same column."""
    if asked.startswith("part="):
        return asked
    return asked.partition(".")[0] if asked.startswith("area=") else asked.partition("=")[0]


def named(page: str) -> dict[str, str]:
    """The numerators of the figures with a name, by the address that each opens; of a cost, how many it is from."""
    found = {}
    for figure in (each.partition("</div>")[0] for each in page.split('<div class="fd-figure">')[1:]):
        address = unescape(re.findall(r'href="([^"]+)"', figure)[0])
        told = re.findall(r"([\d,]+) ÷ [\d,]+\.", figure) or re.findall(r'state" href="[^"]+">(\d+)<', figure)
        found[address] = (told or re.findall(r"From ([\d,.]+) records", figure))[0]
    return found


def part_of(address: str) -> str:
    return (re.findall(r"part=(\w+)", address) or [""])[0]


def records(browser: Client, address: str) -> int | float:
    """How many records there are, over all pages; a shared contact counts as its share, to one place."""
    found = Fraction(0)
    while address:
        page = browser.get(address).content.decode()
        body = page.partition("<tbody")[2].partition("</tbody>")[0]
        for row in body.split("<tr")[1:]:
            shared = re.findall(r"(\d) of (\d) matters", row)
            mine, among = map(int, shared[0]) if shared else (1, 1)
            found += mine if re.search("part=(noted|failure)", address) else Fraction(mine, among)
        older = re.findall(r'href="([^"]*before=[^"]*)"', page)
        address = unescape(older[0]) if older else ""
    number = round(float(found), 1)
    return int(number) if number == int(number) else number
