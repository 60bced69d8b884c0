"""The pure rules of joining: which record each is read through, what forbids a join by itself, why in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domains.people.rules.joins import (
    ACCOUNTS,
    BIRTHS,
    RESTRICTIONS,
    Facts,
    against,
    in_front,
    roots,
    said_apart,
)
from frontdesk.domains.people.rules.reasons import Told, sentences
from frontdesk.domains.people.types import Reason

BORN, OTHER_DAY = date(1980, 3, 12), date(1981, 3, 12)


@pytest.mark.parametrize(
    ("edges", "read"),
    [
        ([], {}),
        ([(2, 1)], {2: 1}),
        ([(2, 1), (3, 1)], {2: 1, 3: 1}),
        ([(1, 2), (2, 3)], {1: 3, 2: 3}),
        ([(5, 4), (1, 2), (4, 2)], {5: 2, 4: 2, 1: 2}),
    ],
)
def test_it_reads_each_record_through_the_last_one_it_leads_to(edges: list[tuple[int, int]], read: dict[int, int]):
    assert roots(edges) == read


@pytest.mark.parametrize("edges", [[(1, 1)], [(1, 2), (2, 1)], [(1, 2), (2, 3), (3, 2)], [(1, 2), (1, 3)]])
def test_it_refuses_what_is_no_forest(edges: list[tuple[int, int]]):
    with pytest.raises(ValueError, match=r"circle|twice"):
        roots(edges)


@st.composite
def forests(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Joins of up to twelve records: each leads to one with a lower number, or to none."""
    numbers = draw(st.permutations(range(12)))
    above = {at: draw(st.none() | st.integers(0, at - 1)) for at in range(1, 12)}
    return draw(st.permutations([(numbers[at], numbers[to]) for at, to in above.items() if to is not None]))


@given(forests())
def test_the_order_of_joins_says_nothing_and_each_leads_to_one_that_leads_nowhere(edges: list[tuple[int, int]]):
    into, read = dict(edges), roots(edges)
    assert read == roots(sorted(edges))
    assert read.keys() == into.keys()
    for record, front in read.items():
        assert front not in into
        step = record
        while step in into:
            step = into[step]
        assert step == front


def facts(first: int, **more: object) -> Facts:
    return Facts(first, frozenset({first}), **{name: frozenset(each) for name, each in more.items()})  # type: ignore


@pytest.mark.shows("B3")
@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ({}, {}, []),
        ({"births": {BORN}}, {"births": {BORN}}, []),
        ({"births": {BORN}}, {}, []),
        ({"births": {BORN}}, {"births": {OTHER_DAY}}, [BIRTHS]),
        ({"births": {BORN, OTHER_DAY}}, {"births": {BORN}}, [BIRTHS]),
        ({"users": {1}}, {"users": {2}}, [ACCOUNTS]),
        ({"users": {1}}, {}, []),
        ({"restrictions": {(7,)}}, {}, [RESTRICTIONS]),
        ({"restrictions": {(7,)}}, {"restrictions": {(8,)}}, [RESTRICTIONS]),
        ({"restrictions": {(7,)}}, {"restrictions": {(7,)}}, []),
    ],
)
def test_some_things_forbid_that_records_join_by_themselves(one: dict, other: dict, codes: list[str]):
    assert against(facts(1, **one), facts(2, **other)) == codes == against(facts(2, **other), facts(1, **one))


def test_whoever_signs_in_stays_in_front_else_the_older_record():
    assert in_front(facts(2), facts(1))[0].first == 1
    assert in_front(facts(1), facts(2, users={5}))[0].first == 2


def test_what_was_said_of_one_record_holds_for_the_whole_customer():
    whole = facts(1, apart={9}).with_(facts(2), first=1)
    assert said_apart(whole, facts(9)) and said_apart(facts(9), whole) and not said_apart(whole, facts(8))


ONE, OTHER = Told("Ann", "Smith", BORN, "12 Mill Lane"), Told("Ann", "Smyth", OTHER_DAY, "3 High Street")


@pytest.mark.shows("B3")
@pytest.mark.parametrize(
    ("reason", "others", "sentence"),
    [
        (("born", "same", 14.0), 0, "Same date of birth."),
        (("born", "other", -9.0), 0, "Different dates of birth (12 March 1980; 12 March 1981)."),
        (("family", "near", 5.0), 0, "Family names differ by one letter (Smith; Smyth)."),
        (("place", "other", -1.0), 0, "Different addresses (12 Mill Lane; 3 High Street)."),
        (("phone", "same", 6.0), 0, "Same phone number."),
        (("phone", "same", 6.0), 1, "Same phone number, which one other person uses too."),
        (("phone", "same", 6.0), 3, "Same phone number, which three other people use too."),
        (("phone", "same", 6.0), 12, "Same phone number, which 12 other people use too."),
        (("given", "swapped", 9.0), 0, "First name and family name are swapped."),
    ],
)
def test_it_says_why_in_words(reason: Reason, others: int, sentence: str):
    assert sentences([reason], ONE, OTHER, {"phone": others}) == [sentence]


def test_it_says_what_speaks_for_it_first_and_nothing_twice():
    reasons = [["place", "other", -1.0], ["given", "swapped", 3.0], ["family", "swapped", 2.0], ["made", "up", 50.0]]
    assert sentences(reasons, Told(), Told()) == ["First name and family name are swapped.", "Different addresses."]
