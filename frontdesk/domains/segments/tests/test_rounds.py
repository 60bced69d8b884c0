"""Counting customers: all records of each together, each night those of whom something changed, and why."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.models import Person
from frontdesk.domains.segments import actions, queries
from frontdesk.domains.segments.models import Due, Round, Standing
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import NotFound
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B10")


def somebody(cast: Cast, name: str = "Amina Testwood", **more: Any) -> int:
    return people.create_person(cast.dee, name=name, source="desk", **more)


def in_touch(cast: Cast, person: int | None, *channels: str, days: int = 1) -> None:
    at = clock.now() - timedelta(days=days)
    for channel in channels:
        contacts.record_whole(cast.system, contact=ContactIn(channel, at, person, ended_at=at))


def night(cast: Cast) -> int:
    """The news of the day, and the round after it; how many customers it looked at."""
    council = cast.system.council
    while journal.deliver(council):
        pass
    return actions.count_all(council, at_once=2).looked_at


def segment(cast: Cast, person: int) -> str:
    found = queries.standing_of(cast.system.council, people_queries.cluster(cast.system.council, person))
    return f"{found.segment}: {found.why}" if found else ""


def test_a_customer_is_counted_by_what_they_did_in_the_last_year(cast: Cast):
    often, once, never, old = (somebody(cast, name) for name in ("Amina One", "Bill Two", "Cora Three", "Dev Four"))
    in_touch(cast, often, "phone", "phone", "phone", "visit", "email", "web")
    in_touch(cast, once, "phone")
    in_touch(cast, old, "phone", "visit", days=365)
    night(cast)
    assert segment(cast, often) == "high: 6 contacts on 4 channels in the last 12 months."
    assert segment(cast, once) == "casual: 1 contact on 1 channel in the last 12 months."
    assert segment(cast, never) == segment(cast, old) == "low: No contact in the last 12 months."


def test_calls_that_we_made_do_not_count(cast: Cast):
    person = somebody(cast)
    at = clock.now()
    contacts.record_whole(cast.system, contact=ContactIn("phone", at, person, ended_at=at, direction="out"))
    night(cast)
    assert segment(cast, person) == "low: No contact in the last 12 months."


def test_joined_records_are_one_customer_and_parted_ones_two(cast: Cast):
    one, other = somebody(cast, "Amina One"), somebody(cast, "Amina Eine")
    in_touch(cast, one, "phone", "phone", "phone")
    in_touch(cast, other, "visit", "visit", "phone")
    night(cast)
    assert segment(cast, one).startswith("casual") and segment(cast, other).startswith("casual")
    join = people.join_people(cast.sam, person=other, into=one, why="The same")
    night(cast)
    assert segment(cast, one) == segment(cast, other) == "high: 6 contacts on 2 channels in the last 12 months."
    assert Standing.objects.filter(council_id=cast.system.council, person_id__in=(one, other)).count() == 1
    people.undo_join(cast.sam, join=join, why="Not the same")
    night(cast)
    assert segment(cast, one).startswith("casual") and segment(cast, other).startswith("casual")


def test_a_night_looks_only_at_those_of_whom_something_changed_or_whose_contact_grew_too_old(cast: Cast):
    quiet, busy, ageing = somebody(cast, "Amina One"), somebody(cast, "Bill Two"), somebody(cast, "Cora Three")
    in_touch(cast, ageing, "phone", days=364)
    in_touch(cast, quiet, "phone", days=30)
    night(cast)
    assert night(cast) == 0
    in_touch(cast, busy, "phone")
    assert night(cast) == 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert night(cast) == 1
        assert segment(cast, ageing) == "low: No contact in the last 12 months."
    assert segment(cast, quiet).startswith("casual")


def test_whose_contact_it_was_is_set_right(cast: Cast):
    one, other = somebody(cast, "Amina One"), somebody(cast, "Bill Two")
    contact = contacts.open_contact(cast.dee, channel="phone")
    contacts.say_who(cast.dee, contact=contact, person=one)
    night(cast)
    assert segment(cast, one).startswith("casual")
    contacts.say_who(cast.dee, contact=contact, person=other)
    night(cast)
    assert segment(cast, one).startswith("low") and segment(cast, other).startswith("casual")


def test_a_round_that_was_cut_off_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    council = cast.system.council
    made = [somebody(cast, f"Amina {name}") for name in ("One", "Two", "Three", "Four", "Five")]
    from frontdesk.domains.segments.actions import rounds

    real, calls = rounds._settle, []

    def breaks(*given: Any) -> list[int]:
        calls.append(given[1])
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return real(*given)

    monkeypatch.setattr(rounds, "_settle", breaks)
    with pytest.raises(RuntimeError):
        actions.count_all(council, at_once=2)
    assert Round.objects.get(council_id=council).place == made[1]
    monkeypatch.setattr(rounds, "_settle", real)
    actions.count_all(council, at_once=2)
    found = Round.objects.get(council_id=council)
    assert (found.whole, found.place) == (False, 0)
    assert all(segment(cast, person) for person in made)


def test_the_counts_are_those_that_plain_sql_gives(cast: Cast):
    council = cast.system.council
    often, once, never = (somebody(cast, name) for name in ("Amina One", "Bill Two", "Cora Three"))
    in_touch(cast, often, "phone", "phone", "phone", "visit", "email", "web")
    in_touch(cast, once, "phone")
    in_touch(cast, None, "phone", "phone", "web")
    night(cast)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, c.channel FROM people_person p LEFT JOIN contacts_contact c ON c.person_id = p.id"
            " AND c.local_day > %s WHERE p.council_id = %s", [clock.today() - timedelta(days=365), council]
        )  # fmt: skip
        rows = cursor.fetchall()
        by_hand: dict[tuple[str, str], Counter[str]] = {}
        for person in {person for person, _ in rows}:
            ways = Counter(channel for who, channel in rows if who == person and channel)
            number = sum(ways.values())
            kind = "high" if number > 5 else "low" if number < 3 and not ways.keys() - {"web"} else "casual"
            by_hand.setdefault((kind, ""), Counter())["customers"] += 1
            by_hand[kind, ""]["contacts"] += number
            for channel, n in ways.items():
                by_hand.setdefault((kind, channel), Counter())["customers"] += 1
                by_hand[kind, channel]["contacts"] += n
        cursor.execute(
            "SELECT segment, channel, customers, contacts FROM segments_count WHERE council_id = %s"
            " AND segment <> 'nobody'", [council]
        )  # fmt: skip
        told = {(kind, channel): (customers, number) for kind, channel, customers, number in cursor.fetchall()}
        cursor.execute("SELECT channel, contacts FROM segments_count WHERE council_id = %s AND segment = 'nobody'",
                       [council])  # fmt: skip
        assert dict(cursor.fetchall()) == {"phone": 2, "web": 1}
    assert told == {key: (n["customers"], n["contacts"]) for key, n in by_hand.items()}
    assert never


def test_of_a_month_the_last_round_stays_and_months_before_do_too(cast: Cast):
    somebody(cast)
    for day in (date(2027, 1, 5), date(2027, 1, 20), date(2027, 2, 3)):
        with clock.at(clock.now().replace(year=day.year, month=day.month, day=day.day)):
            night(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT counted_on FROM segments_count WHERE council_id = %s ORDER BY 1",
                       [cast.system.council])  # fmt: skip
        assert [day for (day,) in cursor.fetchall()] == [date(2027, 1, 20), date(2027, 2, 3)]


def test_restricted_dead_and_erased_customers_are_in_none(cast: Cast):
    council = cast.system.council
    hidden, dead, gone = (somebody(cast, name) for name in ("Amina One", "Bill Two", "Cora Three"))
    night(cast)
    assert segment(cast, hidden) and segment(cast, dead) and segment(cast, gone)
    people.restrict_person(cast.system, person=hidden, readers=[cast.sam.user or 0])
    people.say_died(cast.dee, person=dead, source="phone")
    actions.erase_people(council=council, people=[gone])
    assert segment(cast, gone) == ""
    night(cast)
    assert segment(cast, hidden) == segment(cast, dead) == ""


def test_who_wants_to_be_in_none_is_in_none_until_they_say_otherwise(cast: Cast):
    council = cast.system.council
    person = somebody(cast)
    amina = cast.amina.as_person(person)
    in_touch(cast, person, "phone")
    night(cast)
    for _ in range(2):
        actions.leave_out(amina)
        assert segment(cast, person) == "" and queries.is_left_out(council, [person])
    in_touch(cast, person, "phone")
    night(cast)
    assert segment(cast, person) == ""
    actions.come_back(amina)
    night(cast)
    assert segment(cast, person) == "casual: 2 contacts on 1 channel in the last 12 months."
    with pytest.raises(NotFound):
        actions.leave_out(cast.bill, person=person)


def test_two_councils_are_counted_each_by_itself(cast: Cast):
    in_touch(cast, somebody(cast), "phone")
    night(cast)
    demo, littlewick = cast.system.council, cast.littlewick_system.council
    before = list(Standing.objects.filter(council_id=littlewick).values_list("person_id", "segment"))
    assert len(before) == 1 and Contact.objects.filter(council_id=littlewick, person_id=before[0][0]).exists()
    assert not Due.objects.filter(council_id=littlewick).exists()
    ours = Standing.objects.filter(council_id=demo).values_list("person_id", flat=True)
    assert set(ours) == set(Person.objects.filter(council_id=demo).values_list("id", flat=True))
    contacts.erase_people(council=demo, people=list(ours))
    actions.count_all(littlewick)
    assert list(Standing.objects.filter(council_id=littlewick).values_list("person_id", "segment")) == before
