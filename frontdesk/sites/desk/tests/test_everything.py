"""One page of everything about a customer: one timeline of all kinds, and what is so now, in few queries."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdesk.adapters.backoffice_demo.accounts import number_of
from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards.tests.stories import KINDS
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import MatterIn
from frontdesk.domains.documents import actions as documents
from frontdesk.domains.information import actions as information
from frontdesk.domains.notices.tests.stories import Telling
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.models import Council
from frontdesk.domains.payments import actions as payments
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import ProfileRow
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.segments import actions as segments
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Restricted
from frontdesk.kernel import clock, journal, outside
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry
from frontdesk.sites.desk import now
from frontdesk.sites.desk.said import AREAS, SAID
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import BACK_OFFICES, Cast
from tests.support.services import definition_of
from tests.support.worker import work

pytestmark = pytest.mark.shows("B2")
NOT_COUNTED = ("SELECT set_config", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
LETTER = {"subject": "Your bin", "body": "Dear Carla,\n\nWe come on Monday.", "signed": "Head of Waste"}


@pytest.fixture
def carla(story: Story, settings: Any, tmp_path: Any) -> Iterator[Actor]:
    """Carla, of whom one of each kind is recorded, by the verbs of each domain, a minute after the other."""
    settings.DEMO, settings.FRONTDESK_HOME = True, tmp_path
    outside.forget()
    cache.clear()
    telling = Telling.begin(story.cast)
    row = Council.objects.get(code="demo")
    row.details = {**row.details, "cards": KINDS, "back_offices": list(BACK_OFFICES)}
    row.save(update_fields=["details"])
    organisations.forget()
    one_of_each(story, telling)
    yield telling.carla
    outside.forget()


def one_of_each(story: Story, telling: Telling) -> None:
    """What happened with Carla in one morning."""
    cast, carla = story.cast, telling.carla
    person = carla.person or 0
    ruth = people.create_person(cast.dee, name="Ruth Hill", source="desk")
    receipt = story.report(carla, answers={"name": "Carla Oldershaw", "email": "carla@example.org"})
    work()
    requests.close_request(cast.oli, request=receipt.request, outcome="emptied")
    calls(cast, person)
    people.record_need(cast.dee, person=person, need="hearing", instruction="Use the loop")
    people.relate(cast.dee, person=ruth, other=person, kind="carer")
    people.record_authority(
        cast.dee, person=person, by=ruth, evidence="signed-form", services=[], until=clock.today() + timedelta(days=90)
    )
    people.prove_identity(cast.dee, person=person, kind="document-here", document="passport", channel="visit")
    cards.give_card(cast.dee, person=person)
    documents.issue_letter(cast.oli, person=person, **LETTER)
    contacts.write_to_us(carla, subject="My bin", words="It was not emptied")
    number = number_of("council-tax", 2)
    payments.link_by_staff(cast.dee, person=person, system="council-tax", number=number, words="Saw her bill")
    payments.look_at(cast.dee, person=person)
    information.ask_by_right(carla, kind="access")
    story.draft(carla)
    telling.tell("birth")


def calls(cast: Cast, person: int) -> None:
    now = clock.now()
    contacts.record_contact(
        cast.dee, channel="phone", person=person, started_at=now - timedelta(minutes=9), ended_at=now,
        matters=[MatterIn(service="missed-bin")],
    )  # fmt: skip


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def titles(page: str) -> list[str]:
    """The headings of the timeline's entries, as the page shows them from top to bottom."""
    return [each.strip() for each in re.findall(r'moj-timeline__title">([^<]*)<', page)]


def whole(browser: Client, address: str) -> list[str]:
    """All of a timeline, page by page, by its own links."""
    found, more = [], ""
    for _ in range(40):
        page = text(browser, address + more)
        found += titles(page)
        following = re.search(r'href="(\?show=[a-z]*&amp;before=[^"]+)"', page)
        if following is None:
            return found
        more = following[1].replace("&amp;", "&")
    raise AssertionError("the timeline does not end")


EACH = (
    "Contact: Report a missed bin", "Request received", "Request closed", "We wrote to the customer", "Letter issued",
    "Wrote to us",
    "Account in a back office linked", "Card given", "Put on the card", "Need recorded", "Told us once",
    "Relation recorded", "Somebody may act for them", "Proved who they are", "Record made", "Began a form",
    "Asked about the information we hold",
)  # fmt: skip


def test_one_of_each_kind_stands_in_one_timeline_with_the_newest_first(story: Story, sign_in: SignIn, carla: Actor):
    seen = whole(sign_in(story.cast.dee), f"/desk/customers/{carla.person}/")
    assert [kind for kind in EACH if not any(each.startswith(kind) for each in seen)] == []


def test_each_kind_is_shown_alone_by_a_link_and_all_of_them_make_up_the_whole(
    story: Story, sign_in: SignIn, carla: Actor
):
    dee, address = sign_in(story.cast.dee), f"/desk/customers/{carla.person}/"
    everything = whole(dee, address)
    page, alone = text(dee, address), []
    for code, (name, _) in AREAS.items():
        assert f'href="?show={code}"' in page and name in page
        if code:
            alone += whole(dee, f"{address}?show={code}")
    assert sorted(alone) == sorted(everything)
    assert "Nothing of this kind is recorded." in text(sign_in(story.cast.dee), f"{page_of(story)}?show=card")


def page_of(story: Story) -> str:
    """The page of somebody of whom nothing is known but the name."""
    return f"/desk/customers/{story.person('Nobody Special')}/"


def test_what_is_so_now_stands_beside_it_without_asking_a_back_office(
    story: Story, sign_in: SignIn, carla: Actor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outside, "ask", lambda *_, **__: pytest.fail("a back office is asked while a page is made"))
    page = text(sign_in(story.cast.dee), f"/desk/customers/{carla.person}/")
    beside = re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("Open requests") : page.index("What happened")])
    )
    assert re.search(r"Owed £[\d,.]+.* as told on .*1 December 2026", beside)
    assert "1 not opened yet" in beside
    assert "Library" in beside and re.search(r"Card \w{4}-\w{4}, since", beside)
    assert "Cared for by Ruth Hill" in beside
    assert "Use the loop" in page
    for name in ("money", "card", "letters"):
        assert f'href="/desk/customers/{carla.person}/{name}/"' in page


def test_it_asks_no_more_than_fifteen_times_whatever_there_is(story: Story, sign_in: SignIn, carla: Actor):
    for actor in (story.cast.dee, story.cast.flo):
        desk = sign_in(actor)
        contacts.open_contact(actor, channel="visit", person=carla.person)
        desk.get(f"/desk/customers/{carla.person}/")
        for area in AREAS:
            with CaptureQueriesContext(connection) as asked:
                desk.get(f"/desk/customers/{carla.person}/?show={area}")
            counted = [each["sql"][:99] for each in asked.captured_queries if not each["sql"].startswith(NOT_COUNTED)]
            assert len(counted) <= 15, "\n".join(counted)


def test_every_link_on_it_opens_for_whoever_sees_it(story: Story, sign_in: SignIn, carla: Actor):
    cast = story.cast
    for actor in (cast.dee, cast.flo, cast.oli, cast.cora, cast.sam):
        desk = sign_in(actor)
        page, hrefs = "", set()
        for area in AREAS:
            page = text(desk, f"/desk/customers/{carla.person}/?show={area}")
            hrefs |= set(re.findall(r'href="(/desk/[^"#?]+)"', page[page.index("moj-timeline") :]))
        shut = {href: answer.status_code for href in hrefs if (answer := desk.get(href)).status_code != 200}
        assert shut == {}, sorted(actor.roles)


def test_money_is_only_for_those_who_may_see_it(story: Story, sign_in: SignIn, carla: Actor):
    page = text(sign_in(story.cast.flo), f"/desk/customers/{carla.person}/")
    assert "as told on" not in page and "What they owe" not in page
    assert "Council tax" not in text(sign_in(story.cast.flo), f"/desk/customers/{carla.person}/?show=money")


def test_two_joined_records_are_one_timeline_and_after_parting_each_has_its_own(
    story: Story, sign_in: SignIn, carla: Actor
):
    cast, twin = story.cast, story.person("Carla Old")
    people.record_need(cast.dee, person=twin, need="interpreter", detail="Punjabi", instruction="Book one")
    mine, theirs = (f"/desk/customers/{each}/" for each in (carla.person, twin))
    dee = sign_in(cast.dee)
    before, his = whole(dee, mine), whole(dee, theirs)
    join = people.join_people(cast.sam, person=twin, into=carla.person or 0, why="The same passport")
    assert whole(dee, mine) == whole(dee, theirs)
    assert sorted(whole(dee, mine)) == sorted([*before, *his, "Joined with another record of the same customer"])
    people.undo_join(cast.sam, join=join, why="It was her mother's")
    assert sorted(each for each in whole(dee, theirs) if "oin" not in each) == sorted(his)


def test_a_restricted_service_a_restricted_need_and_a_restricted_customer_stay_hidden(
    story: Story, sign_in: SignIn, carla: Actor
):
    cast, address = story.cast, f"/desk/customers/{carla.person}/"
    named = Restricted(roles=("complaints-officer",), people=("sam@example.org",))
    concern = replace(definition_of("demo", "adult-concern"), code="concern", restricted=named)
    publish_service(cast.system, definition=concern, examples_passed=3)
    begun: dict[str, Any] = {"thing": ("draft", 999), "person": carla.person, "data": {"service": "concern"}}
    journal.write(cast.cora, "forms.draft_continued", **begun)
    contacts.record_contact(
        cast.cora, channel="letter", person=carla.person, started_at=clock.now(), matters=[MatterIn("concern")]
    )
    people.record_need(cast.cora, person=carla.person or 0, need="safety", detail="Never alone")
    seen = whole(sign_in(cast.dee), address)
    assert "We went on with their form for them" not in seen and concern.name not in " ".join(seen)
    assert f"Contact: {concern.name}" in whole(sign_in(cast.cora), address), "named, it is there"
    assert "Never alone" not in text(sign_in(cast.flo), address)
    people.restrict_person(cast.sam, person=carla.person or 0, readers=[cast.cora.user or 0])
    assert [sign_in(each).get(address).status_code for each in (cast.dee, cast.flo, cast.sam)] == [404, 404, 404]
    assert whole(sign_in(cast.cora), address)


def test_whoever_is_near_and_restricted_is_named_to_nobody_else(story: Story, sign_in: SignIn, carla: Actor):
    cast, secret = story.cast, story.person("Karim Hidden")
    people.relate(cast.dee, person=secret, other=carla.person or 0, kind="partner")
    people.restrict_person(cast.sam, person=secret, readers=[cast.cora.user or 0])
    page = text(sign_in(cast.dee), f"/desk/customers/{carla.person}/")
    assert "Karim" not in page and "Restricted customer" in page
    assert f"/desk/customers/{secret}/" not in page


def test_a_landlord_of_many_has_ten_on_the_page_and_a_way_to_the_rest(story: Story, sign_in: SignIn):
    cast, landlord = story.cast, story.person("Lena Landlord")
    for letter in "abcdefghijkl":
        tenant = people.create_person(cast.dee, name=f"Tenant Testwood{letter}", source="desk")
        people.relate(cast.dee, person=landlord, other=tenant, kind="landlord")
    address = f"/desk/customers/{landlord}/"
    dee = sign_in(cast.dee)
    page = text(dee, address)
    assert page.count("Tenant Testwood") == 10 and "Testwoodj" in page and "Testwoodk" not in page
    assert "and 2 more" in page
    assert f'href="{address}acting/">and 2 more' in dee.get(address).content.decode()
    found = queries.person(cast.dee, landlord, beside=now.beside(cast.dee))
    assert (len(found.near), found.near_more) == (10, 2)
    assert now.more_near(replace(found, near_more=91)) == "and more than 90 more"


def test_pages_have_no_gap_and_nothing_twice_where_all_happened_at_one_moment(story: Story, sign_in: SignIn):
    cast, moment = story.cast, clock.now()
    one, other = story.person("Amina Testwood"), story.person("Amina Twin")
    people.join_people(cast.sam, person=other, into=one, why="The same passport")
    wanted = [kind for kind in SAID if kind.startswith(("cards.", "information.", "notices."))]
    journal.write_many(
        cast.dee,
        [
            Entry(
                kind, "test", number, person=(one, other)[number % 2], happened_at=moment + timedelta(days=number % 2)
            )
            for number, kind in enumerate([*wanted, *wanted])
        ],
    )
    seen = [each for each in whole(sign_in(cast.dee), f"/desk/customers/{one}/") if each in map(SAID.get, wanted)]
    assert len(seen) > 2 * 25
    assert sorted(seen) == sorted(SAID[kind] for kind in [*wanted, *wanted])


@pytest.mark.parametrize(
    "silly",
    ["x", "-", "20261201T100000.000000", "20261201T100000.000000-", "20261201T100000.000000--1", "-5", "0-0",
     "20261201T100000.000000-99999999999999999999999", "99999999T999999.999999-1", "20261201T100000.000000-1%00",
     "00010101T000000.000000-1'", "%F0%9F%97%91-1"],
)  # fmt: skip
def test_a_silly_place_or_kind_gives_the_first_page(story: Story, sign_in: SignIn, silly: str):
    desk, person = sign_in(story.cast.dee), story.person("Amina Testwood")
    assert titles(text(desk, f"/desk/customers/{person}/?before={silly}")) == ["Record made"]
    assert titles(text(desk, f"/desk/customers/{person}/?show={silly}")) == ["Record made"]


def test_before_all_of_it_there_is_nothing_and_a_way_back(story: Story, sign_in: SignIn):
    page = text(sign_in(story.cast.dee), f"/desk/customers/{story.person()}/?before=00010101T000000.000000-1")
    assert "Nothing is recorded before that." in page and "Newest" in page


@pytest.mark.shows("B10")
def test_what_kind_of_customer_they_are_counted_as_is_one_line_with_its_reason(story: Story, sign_in: SignIn):
    cast, dee = story.cast, sign_in(story.cast.dee)
    person = people.create_person(cast.dee, name="Ruth Hill", source="desk")
    calls(cast, person)
    address = f"/desk/customers/{person}/"
    assert "Kind of customer" not in text(dee, address)
    with CaptureQueriesContext(connection) as before:
        text(dee, address)
    segments.count_all(cast.system.council)
    with CaptureQueriesContext(connection) as after:
        page = text(dee, address)
    assert (
        "Casual interaction: 1 contact on 1 channel in the last 12 months. It never decides what they may have." in page
    )
    assert len(after) <= len(before)
    assert "May need" not in page


@pytest.mark.shows("B10")
def test_what_they_may_need_is_said_with_its_reasons_until_it_is_recorded(story: Story, sign_in: SignIn):
    cast, dee = story.cast, sign_in(story.cast.dee)
    profile = ProfileRow("ZY9 1AB", "hills", "Hill farms", signal=70, broadband=60)
    places.load_profiles(cast.system, rows=[profile])
    person = people.create_person(cast.dee, name="Ruth Hill", source="desk", address="A house", postcode="ZY9 1AB")
    calls(cast, person)
    segments.count_all(cast.system.council)
    page = text(dee, f"/desk/customers/{person}/")
    assert "Help with doing things online, very likely: 1 contact in the last 12 months, none of them online" in page
    assert "in their area fewer than 85% of homes have indoor mobile signal" in page and "Ask them" in page
    people.record_need(cast.dee, person=person, need="no-online", instruction="Do it with them on the phone")
    assert "May need" not in text(dee, f"/desk/customers/{person}/")
