"""What the years of a council look like, drawn without a database."""

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from frontdesk.console.year import customers, homes, shape
from frontdesk.console.year.happen import Contact, Service, Year
from frontdesk.console.year.rows import reference
from frontdesk.kernel import channels
from frontdesk.kernel.references import parse_reference
from tests.support.real_data import folder

ALL = tuple(shape.HOURS)
SERVICES = (
    Service("missed-bin", "report", ALL), Service("pothole", "report", ALL), Service("garden-waste", "pay", ALL),
    Service("council-tax-move", "report", ALL), Service("housing-payment", "apply", ("web", "kiosk")),
)  # fmt: skip
FIRST, LAST = date(2024, 1, 1), date(2026, 6, 30)


def due(_: int, received: datetime) -> datetime:
    return received + timedelta(days=6)


@cache
def drawn(seed: int = 7) -> list[tuple[date, list[Contact]]]:
    return list(Year(SERVICES, 2000, 12_000, FIRST, LAST, due, seed).days())


def every() -> list[Contact]:
    return [each for _, day in drawn() for each in day]


def test_the_same_seed_gives_the_same_and_another_gives_another():
    again = list(Year(SERVICES, 2000, 12_000, FIRST, LAST, due, 7).days())
    told = [[each[:8] for each in day] for _, day in again]
    assert told == [[each[:8] for each in day] for _, day in drawn()]
    assert told != [[each[:8] for each in day] for _, day in drawn(8)]


def test_there_are_as_many_contacts_as_were_asked_for_in_order_of_time():
    assert sum(len(day) for _, day in drawn()) == 12_000
    assert all(day == sorted(day, key=lambda each: each.at) for _, day in drawn())
    assert all(each.at <= (each.answered_at or each.at) <= each.ended_at for each in every())


@pytest.mark.parametrize("channel", ["phone", "visit"])
def test_nobody_rings_or_comes_while_all_is_shut(channel: str):
    shut = [date(2025, 12, 25), date(2025, 12, 26), date(2026, 4, 3), date(2026, 1, 4)]  # the last is a Sunday
    assert [day for day in shut if shape.on_day(channel, day)] == []
    assert [hour for hour in (0, 7, 18, 23) if shape.HOURS[channel][hour]] == []


def test_mondays_are_the_busiest_and_weekends_the_quietest():
    week = Counter(day.weekday() for day, contacts in drawn() for _ in contacts)
    assert week.most_common(1)[0][0] == 0 and {5, 6} == {each for each, _ in week.most_common()[-2:]}


@pytest.mark.parametrize(
    ("service", "high", "low"),
    [("garden-waste", (3, 4), 12), ("pothole", (1, 2, 3), 8), ("council-tax-move", (3, 4), 12), ("noise", (6, 7), 1)],
)
def test_each_service_has_its_season(service: str, high: tuple[int, ...], low: int):
    year = {month: shape.season(service, date(2026, month, 15)) for month in range(1, 13)}
    assert set(sorted(year, key=year.__getitem__)[-len(high) :]) == set(high)
    assert min(year, key=year.__getitem__) == low
    assert sum(year.values()) / 12 == pytest.approx(1, abs=0.08)


def test_a_season_passes_without_a_step_from_month_to_month():
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    shares = [shape.season("garden-waste", day) for day in days]
    assert max(abs(a - b) for a, b in pairwise(shares)) < 0.13


def test_more_goes_online_every_year_and_each_service_keeps_to_its_channels():
    shares = {}
    for year in (2024, 2025, 2026):
        spring = [each for day, contacts in drawn() if day.year == year and day.month < 7 for each in contacts]
        shares[year] = sum(each.channel == "web" for each in spring) / len(spring)
    assert shares[2024] < shares[2025] < shares[2026]
    assert len({each.channel for each in every()}) >= 6
    own = {each.channel for each in every() if each.service == 4 and each.reason == "apply"}
    assert own == {"web", "kiosk"}
    assert set(shape.HOURS) == set(shape.WEEK) <= set(channels.CODES)
    assert shape.mix("apply", ALL, 0) != shape.mix("information", ALL, 0)


def test_a_bank_holiday_leaves_the_web_open_and_brings_the_rest_the_day_after():
    monday, tuesday = date(2026, 5, 4), date(2026, 5, 5)
    assert 0 < shape.on_day("web", monday) < shape.on_day("web", date(2026, 5, 11))
    assert shape.on_day("phone", tuesday) > shape.on_day("phone", date(2026, 5, 12))


def test_a_few_people_come_often_and_most_seldom():
    often = Counter(each.person for each in every() if each.person >= 0)
    most = [number for _, number in often.most_common()]
    assert sum(most[:20]) > sum(most) * 0.08, "one in a hundred makes an eighth of the contacts"
    assert len(most) > 1200
    assert sum(people for people, _ in customers.GROUPS) == pytest.approx(1)
    assert sum(contacts for _, contacts in customers.GROUPS) == pytest.approx(1)


def test_where_we_are_late_people_ask_how_it_is_going():
    made = [each.made for each in every() if each.made]
    asked = Counter(id(each.about) for each in every() if each.about)
    late = [one for one in made if one.part is None or one.part > 1]
    in_time = [one for one in made if one.part is not None and one.part <= 1]

    def share(some: list[object]) -> float:
        return sum(bool(asked[id(one)]) for one in some) / len(some)

    assert 0.08 < len(late) / len(made) < 0.2
    assert share(list(late)) > 4 * share(list(in_time)) > 0
    assert all(each.ended and each.ended.demand == "failure" for each in every() if each.about)


def test_some_come_again_within_days_about_the_same_thing():
    again = [each for each in every() if each.ended and each.ended.demand_reason == "told-before"]
    before = {(each.person, each.service): each.at for each in every()}
    assert len(again) > 300
    assert all((each.person, each.service) in before for each in again)


def test_references_are_good_ones_and_never_the_same():
    made = {reference(number) for number in range(1, 5000)}
    assert len(made) == 4999 and all(parse_reference(each) == each for each in made)


def test_homes_have_a_street_a_number_shaped_like_a_uprn_and_a_ward():
    rows = list(homes.addresses(4100))
    assert len({row.uprn for row in rows}) == len(rows) and all(len(str(row.uprn)) == 12 for row in rows)
    streets = {row.usrn for row in homes.streets(4100)}
    assert {row.usrn for row in rows} == streets
    assert {homes.spot(row.uprn).ward for row in rows} == {area.code for area in homes.wards(4100)}


@pytest.mark.real_data
def test_a_day_on_the_phone_goes_as_it_does_where_calls_were_counted():
    """Against every five minutes of 164 days of a call centre that is open longer than a council is."""
    real = Counter[int]()
    with (folder("call-volumes") / "calls_5min.csv").open() as file:
        for row in csv.DictReader(file):
            real[int(row["DateTime"][11:13])] += int(float(row["Calls"]))
    ours = Counter(each.at.astimezone(UTC).hour for each in every() if each.channel == "phone" and each.at.month < 3)
    hours = range(8, 18)
    theirs, mine = sum(real[hour] for hour in hours), sum(ours[hour] for hour in hours)
    apart = [abs(real[hour] / theirs - ours[hour] / mine) for hour in hours]
    assert max(apart) < 0.025
    assert max(hours, key=lambda hour: real[hour]) == max(hours, key=lambda hour: shape.HOURS["phone"][hour])
