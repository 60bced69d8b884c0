"""Kinds of a pack and who has which entitlement by rule: tables, without a database."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.cards.rules import granting, kinds
from frontdesk.domains.cards.types import RULE, STAFF, Entitlement, Kind, Rule

pytestmark = pytest.mark.shows("B7")
TODAY = date(2026, 12, 1)
LIBRARY = Kind("library", "Library", "Borrow", rule=Rule(everybody=True))
TRAVEL = Kind("travel", "Free bus travel", "Ride", months=60, rule=Rule(age_from=66))
YOUNG = Kind("young", "Young person's travel", "Ride", rule=Rule(age_from=5, age_until=19))
COMPANION = Kind("companion", "Companion", "Bring somebody", rule=Rule(needs=("carer",)))
LEISURE = Kind("leisure", "Leisure", "Swim", months=12)
BADGE = Kind("badge", "Parking", "Park", months=36, rule=Rule(service="blue-badge", outcomes=("given",)))
KINDS = {each.code: each for each in (LIBRARY, TRAVEL, YOUNG, COMPANION, LEISURE, BADGE)}


def held(kind: str, source: str = RULE, ground: str = "", until: date | None = None, id: int = 7) -> Entitlement:
    return Entitlement(
        id, 1, kind, date(2026, 1, 1), until, source, ground, granted_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("facts", "grants", "ends"),
    [
        (granting.Facts(), ["library"], []),
        (granting.Facts(held=(held("library", ground="everybody"),)), [], []),
        (granting.Facts(held=(held("library", STAFF),)), [], []),
        (granting.Facts(held=(held("library", STAFF, until=date(2026, 11, 30)),)), ["library"], []),
        (granting.Facts(taken_off=frozenset({("library", "everybody")})), [], []),
        (granting.Facts(born_on=date(1960, 12, 1)), ["library", "travel"], []),
        (granting.Facts(born_on=date(1960, 12, 2)), ["library"], []),
        (granting.Facts(born_on=date(2007, 12, 2)), ["library", "young"], []),
        (granting.Facts(born_on=date(2007, 12, 1)), ["library"], []),
        (granting.Facts(born_on=date(2007, 12, 1), held=(held("young", ground="age"),)), ["library"], [7]),
        (granting.Facts(held=(held("travel", ground="age"),)), ["library"], [7]),
        (granting.Facts(held=(held("travel", STAFF),)), ["library"], []),
        (granting.Facts(needs=frozenset({"carer", "hearing"})), ["library", "companion"], []),
        (granting.Facts(held=(held("companion", ground="need"),)), ["library"], [7]),
        (granting.Facts(held=(held("badge", ground="request:3"),)), ["library"], []),
        (granting.Facts(held=(held("old-kind", ground="everybody"),)), ["library"], [7]),
    ],
)
def test_it_grants_what_follows_once_and_takes_off_only_what_a_rule_gave(facts, grants, ends):
    decision = granting.decide(KINDS, facts, TODAY)
    assert [each.kind for each in decision.grants] == grants
    assert list(decision.ends) == ends


def test_it_ends_on_the_day_before_the_birthday_that_ends_it():
    (_, young) = granting.decide(KINDS, granting.Facts(born_on=date(2010, 3, 12)), TODAY).grants
    assert (young.kind, young.until) == ("young", date(2029, 3, 11))


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(1960, 12, 1), 66, date(2026, 12, 1)),
        (date(1960, 2, 29), 66, date(2026, 3, 1)),
        (date(1960, 2, 29), 68, date(2028, 2, 29)),
    ],
)
def test_it_knows_birthdays(born, age, day):
    assert granting.birthday(born, age) == day


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(1960, 12, 2), date(2026, 12, 2)),
        (date(1950, 1, 1), None),
        (date(2020, 5, 5), date(2039, 5, 5)),
        (None, None),
        (date(2024, 5, 5), date(2029, 5, 5)),
    ],
)
def test_it_looks_again_on_the_next_birthday_that_matters(born, day):
    assert granting.next_look([YOUNG, TRAVEL] if born != date(2020, 5, 5) else [YOUNG], born, TODAY) == day


@pytest.mark.parametrize(
    ("months", "since", "last"),
    [
        (12, date(2026, 12, 1), date(2027, 11, 30)),
        (36, date(2024, 2, 29), date(2027, 2, 28)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (0, date(2026, 1, 31), None),
    ],
)
def test_it_lasts_so_many_months(months, since, last):
    assert granting.last_day(Kind("x", "X", "x", months=months), since) == last


def test_a_request_gives_what_its_outcome_says():
    assert granting.by_request(KINDS.values(), "blue-badge", "given") == [BADGE]
    assert granting.by_request(KINDS.values(), "blue-badge", "refused") == []
    assert granting.services_that_give(KINDS.values()) == {"blue-badge"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "needs a code"),
        ({"code": "a b"}, "needs a code"),
        ({"code": "a", "opens": "x"}, "needs “name”"),
        ({"code": "a", "name": "A", "opens": "x", "colour": "red"}, "has “colour”"),
        ({"code": "a", "name": "A", "opens": 3}, "must be words"),
        ({"code": "a", "name": "A", "opens": "x", "months": True}, "number of months"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"age": 3}}, "nothing else"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"age_from": 0}}, "number of years"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"age_from": 19, "age_until": 5}}, "more than"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"service": "s"}}, "together"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"needs": "carer"}}, "lists of codes"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"everybody": True, "age_from": 3}}, "one thing only"),
        ({"code": "a", "name": "A", "opens": "x", "rule": {"everybody": "yes"}}, "true or false"),
    ],
)
def test_a_kind_that_cannot_be_used_is_told_in_a_sentence(told, words):
    with pytest.raises(ValueError, match=words):
        kinds.kind_of(told)


def test_two_kinds_of_one_code_are_refused():
    with pytest.raises(ValueError, match="given twice"):
        kinds.register([{"code": "a", "name": "A", "opens": "x"}] * 2)
