"""Counts kept up from the journal equal a recount, whatever was done in whatever order, told of in whatever batches."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.contacts.types import ContactIn, MatterIn, WrapUp
from frontdesk.domains.insight.actions import recount_contacts, recount_requests
from frontdesk.domains.people import actions as people
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.tests import village
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.requests.types import RequestIn
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Kind, StandardVersion
from frontdesk.kernel import clock, imports, journal
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.holdings import holdings
from frontdesk.kernel.imports import Lines, Span
from frontdesk.kernel.journal.deliver import _deliver_one
from tests.support.cast import Cast

SEEDS, STEPS = (1, 2, 3), 50
HOMES = (1, 101, 20)
"""Properties of the village: of the western ward, of the eastern one, and of the western one in another street."""
TABLES = ("requestday", "requestmonth", "contactday", "contactmonth", "standardday")
FIRST, LAST = date(2026, 9, 1), date(2027, 3, 31)


class Play:
    """What has happened so far, and the dice."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.cast, self.pick = story, story.cast, random.Random(seed)
        self.now = NOW
        self.people = [self._person(n) for n in range(3)]
        self.runs: list[int] = []

    def _person(self, n: int) -> int:
        return people.create_person(self.cast.dee, name=f"Kept Up{n}", uprn=HOMES[n % 2], source="desk")

    @property
    def request(self) -> int:
        ids = Request.objects.filter(council_id=self.cast.system.council).order_by("id").values_list("id", flat=True)
        return self.pick.choice(ids)

    @property
    def contact(self) -> int:
        ids = Contact.objects.filter(council_id=self.cast.system.council).order_by("id").values_list("id", flat=True)
        return self.pick.choice(ids)

    @property
    def address(self) -> dict[str, Any]:
        return {"uprn": str(self.pick.choice((*HOMES, ""))), "lines": ["12 Mill Lane"], "postcode": "ZY1 1AB"}

    @property
    def service(self) -> str:
        return self.pick.choice(("missed-bin", "talk", "slow"))

    def matters(self) -> tuple[MatterIn, ...]:
        services = [self.pick.choice((self.service, "")) for _ in range(self.pick.randrange(3))]
        return tuple(MatterIn(service, "", self.ended()) for service in services)

    def ended(self) -> WrapUp:
        return WrapUp("answered", *self.pick.choice((("value", ""), ("failure", "chasing"))))


def _report(play: Play) -> None:
    actor = play.pick.choice((play.cast.amina, play.cast.nobody, play.cast.dee))
    person = {"person": play.pick.choice(play.people)} if actor == play.cast.dee else {}
    play.story.report(actor, service=play.service, answers={"address": play.address}, even_if_same=True, **person)


def _report_in_hand(play: Play) -> None:
    play.story.report(play.cast.dee, service=play.service, answers={"address": play.address}, contact=play.contact,
                      even_if_same=True)  # fmt: skip


def _record(play: Play) -> None:
    started = play.now - timedelta(days=play.pick.randrange(60), seconds=30)
    person = play.pick.choice((*play.people, None))
    answered = started + timedelta(seconds=play.pick.randrange(1, 29))
    ended, channel = started + timedelta(seconds=29), play.pick.choice(("phone", "visit"))
    row = ContactIn(channel, started, person, answered, ended, matters=play.matters())
    contacts.record_contacts(play.cast.system, rows=[row])


def _take(play: Play) -> None:
    held = contacts.open_contact(play.cast.dee, channel="phone", person=play.pick.choice((*play.people, None)),
                                 started_at=play.now - timedelta(seconds=play.pick.randrange(40)))  # fmt: skip
    contacts.add_matter(play.cast.dee, contact=held, service=play.service, reason="ask")


def _wrap_up(play: Play) -> None:
    row = Contact.objects.get(council_id=play.cast.system.council, pk=play.contact)
    ended = {each: play.ended() for each in row.matters.values_list("id", flat=True)}
    contacts.wrap_up(play.cast.sam, contact=row.pk, matters=ended, end=True, gone_at=play.now)


def _bring_in(play: Play) -> None:
    run = imports.begin(play.cast.system, kind="requests", source="other", file="other.csv")
    days = [play.now - timedelta(days=play.pick.randrange(90)) for _ in range(4)]
    rows = [
        RequestIn(f"{run}-{n}", "missed-bin", at, play.pick.choice(("web", "phone", "")), due_on=at.date(),
                  place=play.pick.choice((WEST, EAST, None)))
        for n, at in enumerate(days)
    ]  # fmt: skip
    actions.load_requests(play.cast.system, rows=rows, run=run)
    imports.tell(play.cast.system, run, Lines(added=4), Span.of(at.date() for at in days))
    imports.end(play.cast.system, run)
    play.runs.append(run)


def _take_back(play: Play) -> None:
    if play.runs:
        run = play.runs.pop(play.pick.randrange(len(play.runs)))
        imports.tell_undone(play.cast.system, run, actions.undo_import(play.cast.system, run=run))


def _erase(play: Play) -> None:
    gone = play.people.pop(0)
    for holding in holdings():
        holding.erase(play.cast.system.council, [gone])
    play.people.append(play._person(play.pick.randrange(2)))


def _move(play: Play) -> None:
    answers = {**BIN, "address": play.address}
    actions.recategorise(play.cast.oli, request=play.request, service=play.service, answers=answers)


def _point(east: float) -> tuple[float, float]:
    point = to_latlon(village.at(east, 500))
    return point.latitude, point.longitude


WEST, EAST = _point(500), _point(1500)
VERBS: tuple[Callable[[Play], object], ...] = (
    _report,
    _report,
    _report_in_hand,
    _record,
    _take,
    _wrap_up,
    _bring_in,
    _take_back,
    _erase,
    lambda play: actions.close_request(play.cast.oli, request=play.request, outcome="emptied"),
    lambda play: actions.close_request(play.cast.oli, request=play.request, outcome="emptied"),
    lambda play: actions.reopen(play.cast.sam, request=play.request, reason="Mistake"),
    lambda play: actions.dispute(play.cast.dee, request=play.request, words="No"),
    lambda play: actions.withdraw(play.cast.dee, request=play.request),
    _move,
    _move,
    lambda play: actions.correct(play.cast.oli, request=play.request, answers={**BIN, "address": play.address}),
    lambda play: actions.correct(play.cast.oli, request=play.request, answers={**BIN, "address": play.address}),
    lambda play: actions.link_contact(play.cast.dee, request=play.request, contact=play.contact),
    lambda play: contacts.say_who(play.cast.sam, contact=play.contact, person=play.pick.choice((*play.people, None))),
    lambda play: people.move_person(play.cast.dee, person=play.pick.choice(play.people), uprn=play.pick.choice(HOMES)),
)


@pytest.fixture
def story(cast: Cast) -> Story:
    """The demo's services as the stories of requests have them, on Tuesday 1 December 2026."""
    with clock.at(NOW):
        return Story.begin(cast)


@pytest.mark.shows("K15")
@pytest.mark.parametrize("seed", SEEDS)
def test_counts_kept_up_equal_a_recount(story: Story, seed: int):
    village.build(story.cast.system)
    story.publish("talk", standard=None)
    story.publish("slow")
    standards.set_standards(story.cast.system, standards=[promise(), _answered()])
    play, done = Play(story, seed), set()
    news = [each for each in journal.reactions() if each.name.startswith("insight.")]
    for step in range(STEPS):
        verb = (VERBS.index(_report), VERBS.index(_record), play.pick.randrange(len(VERBS)))[min(step, 2)]
        play.now += timedelta(hours=play.pick.randrange(30), minutes=1)
        with clock.at(play.now):
            with suppress(Refusal):
                VERBS[verb](play)
                done.add(verb)
            if play.pick.random() < 0.4:
                _deliver_one(story.cast.system.council, play.pick.choice(news), at_once=play.pick.randrange(1, 9))
    with clock.at(play.now):
        journal.deliver(story.cast.system.council)
        kept_up = {table: _rows(story.cast, table) for table in TABLES}
        _recount(story.cast)
        assert kept_up == {table: _rows(story.cast, table) for table in TABLES}, seed
    assert not _wrong(story.cast)
    assert len(done) > 12


def _answered() -> StandardVersion:
    how = {"kind": Kind.SHARE, "measure": "call-answered", "channels": ("phone", "visit"), "services": ()}
    return promise("calls", within="20 seconds", **how)


def _rows(cast: Cast, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table of counts, without their ids."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) - 'id' FROM insight_{table} t WHERE council_id = %s", [cast.system.council])
        return sorted(str(row) for (row,) in cursor.fetchall())


def _recount(cast: Cast) -> None:
    """Forget all counts, and count each day once."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM insight_{table} WHERE council_id = %s", [cast.system.council])
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    recount_requests(cast.system, days=days)
    recount_contacts(cast.system, days=days)


def _wrong(cast: Cast) -> list[tuple[str, str]]:
    """Where the rows of a ward or service have another number than there are: those by both, and their sums."""
    found = []
    for table, number, raw in (
        ("requestday", "received", "requests_request WHERE channel <> '' AND"),
        ("requestmonth", "received", "requests_request WHERE channel <> '' AND"),
        ("contactday", "contacts", "contacts_contact WHERE"),
        ("contactmonth", "contacts", "contacts_contact WHERE"),
    ):
        by_both = "ward <> '*' AND service <> '*'"
        each = f"SELECT service, sum({number}) AS n FROM insight_{table} WHERE council_id = %(c)s AND"
        for column, which, there in (
            ("ward", by_both, f"SELECT ward, count(*) AS n FROM {raw} council_id = %(c)s GROUP BY 1"),
            ("ward", "service = '*'", f"SELECT ward, count(*) AS n FROM {raw} council_id = %(c)s GROUP BY 1"),
            ("service", "ward = '*'", f"{each} {by_both} GROUP BY 1"),
        ):
            counted = f"SELECT {column}, sum({number}) AS n FROM insight_{table} WHERE council_id = %(c)s AND {which}"
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT 1 FROM ({counted} GROUP BY 1) a FULL JOIN ({there}) b USING ({column})"
                    " WHERE a.n IS DISTINCT FROM b.n",
                    {"c": cast.system.council},
                )
                found += [(table, which)] if cursor.fetchone() else []
    return found
