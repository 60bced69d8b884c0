"""Rows of a year beside those that the verbs leave for the same happening, column by column."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import connection

from frontdesk.console.year import fill, homes
from frontdesk.console.year.happen import Contact, Ended, Request
from frontdesk.console.year.known import Known
from frontdesk.console.year.rows import COLUMNS, NUMBERED, Rows
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Matter
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as known_people
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.domains.places import actions as places
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.actions.clocks import warn_late
from frontdesk.domains.requests.models import Request as Row
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.kernel import clock
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
HOME = homes.spot(homes.FIRST_UPRN)
ANSWERS = {code: answer for code, answer in BIN.items() if code != "email"} | {"address": {"uprn": str(HOME.uprn)}}
# Numbers that a table gives, what is drawn, and the answers, which a year leaves out.
APART = {"id", "reference", "xact", "answers", "facts", "contact_id", "matter_id", "request_id", "thing_id"}
APART_IN_DATA = ("contact", "matter", "matters")
TABLES = tuple(COLUMNS)
MADE, ASKED = Ended("request-made", "value", "", False, "no"), Ended("progress-told", "failure", "chasing", True, "no")


@dataclass
class World:
    """The cast with one service, its promise, and a customer who cannot be written to."""

    cast: Cast
    person: int

    def rows(self) -> list[tuple[str, dict[str, Any]]]:
        """All rows of the tables of a year, without what differs by nature, in order of table and moment."""
        found = []
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE council_id = %s", [self.cast.system.council])
                found += [(table, _plain(row)) for (row,) in cursor.fetchall()]
        return sorted(found, key=str)

    def made(self, *happened: Contact, now: datetime) -> list[tuple[str, dict[str, Any]]]:
        """The rows that a year writes for these contacts, beside those there were."""
        before, known = self.rows(), Known(self.cast.system.council)
        known.advisers = [self.cast.dee.user or 0]
        numbers = {table: count(10_000) for table in NUMBERED}
        written = Rows(
            known, now=now, numbers=lambda table: numbers[table], person=lambda place: self.person,
            home=lambda place: HOME, random=Random(1),
        )  # fmt: skip
        for each in happened:
            written.add(each)
        fill.write(self.cast.system.council, written)
        return _beside(self.rows(), before)

    def left(self, before: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
        return _beside(self.rows(), before)


def _plain(row: Any) -> dict[str, Any]:
    found = json.loads(row) if isinstance(row, str) else row
    plain = {name: value for name, value in found.items() if name not in APART}
    if "data" in plain:
        plain["data"] = {name: None if name in APART_IN_DATA else value for name, value in plain["data"].items()}
    return plain


def _beside(now: list[Any], before: list[Any]) -> list[Any]:
    left = list(now)
    for each in before:
        left.remove(each)
    return left


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with clock.at(NOW):
        Story.begin(cast)
        places.load_areas(cast.system, areas=homes.wards(10))
        places.load_addresses(cast.system, streets=homes.streets(10), addresses=homes.addresses(10))
        home = AddressIn("1 Ashbourne Road, Quillmere", "ZY10 0AA", HOME.uprn)
        amina = PersonIn(key="1", name="Amina Testwood", addresses=[home])
        people.load_people(cast.system, rows=[amina], system="year")
        ids = known_people.people_by_identity(cast.system.council, "year", ["1"])
    yield World(cast, ids["1"])


def _by_web(world: World) -> tuple[int, datetime]:
    with clock.at(NOW):
        receipt = requests.report_request(
            world.cast.system, service="missed-bin", channel="web", person=world.person, answers=ANSWERS
        )
    return receipt.request or 0, NOW


def _close(world: World, request: int, moment: datetime) -> None:
    with clock.at(moment - timedelta(minutes=1)):
        warn_late(world.cast.system.council)
    with clock.at(moment):
        requests.close_request(world.cast.oli, request=request, outcome="emptied")


def _request(world: World, closed: datetime | None = None) -> Request:
    return Request(0, 0, 0.5 if closed else None, closed)


def _web(world: World, made: Request) -> Contact:
    return Contact(NOW, "web", 0, 0, "report", Ended("request-made"), NOW, NOW, made)


def test_a_form_handed_in_online_and_still_open(world: World) -> None:
    before = world.rows()
    _by_web(world)
    left = world.left(before)
    assert len(left) == 8, "contact, matter, request, link, event, answers, two of the journal; nobody is written to"
    assert world.made(_web(world, _request(world)), now=NOW + timedelta(minutes=5)) == left


@pytest.mark.parametrize("hours", [5, 77])
def test_it_is_closed_in_time_or_late(world: World, hours: int) -> None:
    """Late it was warned of, a minute after its moment at the latest: the moment is set to be the same here."""
    before, closed = world.rows(), NOW + timedelta(hours=hours)
    request, _ = _by_web(world)
    row = Row.objects.get(pk=request)
    if row.warn_at is not None and row.warn_at < closed:
        with clock.at(row.warn_at + timedelta(seconds=30)):
            warn_late(world.cast.system.council)
    _close(world, request, closed)
    left = world.left(before)
    assert world.made(_web(world, _request(world, closed)), now=closed + timedelta(minutes=5)) == left


def test_somebody_rings_and_rings_again_to_ask(world: World) -> None:
    before, dee = world.rows(), world.cast.dee
    answered, ended = NOW + timedelta(seconds=20), NOW + timedelta(minutes=5)
    again = NOW + timedelta(days=1)
    with clock.at(answered):
        held = contacts.open_contact(dee, channel="phone", person=world.person, started_at=NOW)
        receipt = requests.report_request(
            dee, service="missed-bin", channel="phone", contact=held, person=world.person, answers=ANSWERS
        )
    with clock.at(ended):
        matter = next(iter(_matters(held)))
        contacts.wrap_up(dee, contact=held, matters={matter: WrapUp(*MADE)}, end=True)
    with clock.at(again + timedelta(minutes=4)):
        asked = contacts.record_contact(
            dee, channel="phone", person=world.person, started_at=again, answered_at=again + timedelta(minutes=1),
            matters=[MatterIn("missed-bin", "progress", WrapUp(*ASKED))],
        )  # fmt: skip
        requests.link_contact(dee, request=receipt.request or 0, contact=asked)
    left, made = world.left(before), _request(world)
    rang = Contact(NOW, "phone", 0, 0, "report", MADE, answered, ended, made)
    later = again + timedelta(minutes=1)
    chased = Contact(again, "phone", 0, 0, "progress", ASKED, later, again + timedelta(minutes=4), None, made)
    assert world.made(rang, chased, now=again + timedelta(hours=1)) == left


def test_somebody_who_rang_off_and_somebody_we_could_not_help_online(world: World) -> None:
    before, system = world.rows(), world.cast.system
    with clock.at(NOW + timedelta(seconds=40)):
        contacts.record_contact(system, channel="phone", started_at=NOW)
    with clock.at(NOW):
        contacts.record_contact(
            system, channel="web", started_at=NOW, answered_at=NOW,
            matters=[MatterIn("missed-bin", "report", WrapUp("not-possible"))],
        )  # fmt: skip
    left = world.left(before)
    rang_off = Contact(NOW, "phone", -1, 0, "", None, None, NOW + timedelta(seconds=40))
    turned_away = Contact(NOW, "web", -1, 0, "report", Ended("not-possible"), NOW, NOW)
    assert world.made(rang_off, turned_away, now=NOW + timedelta(hours=1)) == left


def _matters(contact: int) -> list[int]:
    return list(Matter.objects.filter(contact_id=contact).values_list("id", flat=True))
