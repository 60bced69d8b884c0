"""Which version counts on a day, and which may be added. No database."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from frontdesk.domains.standards.rules.standard_data import details_as_data, details_from_data
from frontdesk.domains.standards.rules.versions import (
    card_in_force,
    check_version,
    in_force,
    next_version,
    promise_in_words,
    standard_of,
)
from frontdesk.domains.standards.tests.made import APRIL, exception, promise
from frontdesk.domains.standards.types import Basis, Compare, Kind, RateCard, Target
from frontdesk.kernel.errors import Refusal

FIRST = promise()
LATER = promise(within="3 working days", valid_from=date(2026, 10, 1), number=2)
MINUTES = Target(Compare.UNDER, Fraction(10), "minutes")


@pytest.mark.parametrize(
    ("on", "found"),
    [(date(2026, 3, 31), None), (APRIL, FIRST), (date(2026, 9, 30), FIRST), (date(2026, 10, 1), LATER)],
)
def test_it_finds_the_version_of_a_day(on, found):
    assert in_force([LATER, FIRST], on) == found


def test_it_adds_nothing_that_is_there_already():
    assert next_version([FIRST], replace(FIRST, number=7, id=9)) is None


def test_it_numbers_a_new_version_of_a_later_day():
    added = next_version([FIRST], replace(LATER, number=1))
    assert added is not None and added.number == 2


def test_it_takes_better_words_for_the_same_day():
    added = next_version([FIRST], replace(FIRST, name="Bins we missed"))
    assert added is not None and added.number == 2


def test_it_takes_opening_hours_named_for_the_first_time_but_no_others_after_that():
    named = replace(FIRST, while_open="phones")
    assert next_version([FIRST], named) is not None
    with pytest.raises(Refusal, match="day of its own"):
        next_version([named], replace(FIRST, while_open="offices"))
    with pytest.raises(Refusal, match="day of its own"):
        next_version([named], FIRST)


@pytest.mark.parametrize(
    "wanted",
    [
        replace(FIRST, target=Target(Compare.AT_LEAST, Fraction(80))),
        promise(within="5 working days"),
        replace(LATER, valid_from=date(2026, 6, 1)),
    ],
)
def test_it_refuses_to_change_what_was_promised(wanted):
    with pytest.raises(Refusal, match="day of its own"):
        next_version([FIRST, LATER], wanted)


def test_it_takes_history_from_before_the_first_version():
    assert next_version([FIRST], promise(within="5 working days", valid_from=date(2025, 4, 1))) is not None


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (promise(promise="We come back within 5 working days."), "2 working days"),
        (promise(clock=None), "within"),
        (promise(formula=""), "formula"),
        (promise(kind=Kind.SHARE, target=None), "target"),
        (promise(kind=Kind.AVERAGE, clock=None), "unit"),
        (promise(kind=Kind.GROWTH, clock=None), "baseline"),
        (promise(kind=Kind.GROWTH, clock=None, baseline=Fraction(0), baseline_words="none"), "baseline"),
        (promise(review_on=date(2026, 1, 1)), "reviewed before"),
    ],
)
def test_it_refuses_what_cannot_be_measured(version, says):
    with pytest.raises(Refusal, match=says) as refused:
        check_version(version)
    assert refused.value.field == "missed-bin"


@pytest.mark.shows("K2")
@pytest.mark.parametrize(
    "version",
    [
        promise(),
        promise(kind=Kind.SHARE),
        promise(kind=Kind.AVERAGE, clock=None, target=MINUTES, promise="You wait 8 minutes or less on average."),
        promise(kind=Kind.RATIO, clock=None),
        promise(kind=Kind.GROWTH, clock=None, baseline=Fraction(18400), baseline_words="transactions in 2025"),
        promise(kind=Kind.GROWTH, clock=None, baseline=None, baseline_words="The strategy gives no figure."),
        promise(kind=Kind.RATIO, clock=None, target=None),
        promise(kind=Kind.LIST, clock=None),
        promise(kind=Kind.INSPECTED, clock=None, target=None),
    ],
)
def test_it_expresses_every_kind_of_standard_and_stores_it_whole(version):
    check_version(version)
    details = details_from_data(details_as_data(version))
    assert replace(version, **details) == version


@pytest.mark.parametrize(
    ("within", "sentence", "fits"),
    [
        ("2 working days", "We come back within two working days.", True),
        ("2 working days", "We come back within 2 days.", False),
        ("2 working days", "We come back within 12 working days.", False),
        ("4 working hours", "We ring you within 4 hours of our telephone hours.", True),
        ("1 month", "We answer within one month.", True),
        ("28 calendar days", "You have 28 days.", True),
        ("20 seconds", "We answer within 20 seconds.", True),
        ("1 working day", "We answer in the next days.", False),
    ],
)
def test_it_holds_the_sentence_against_the_clock(within, sentence, fits):
    version = promise(within=within, promise=sentence)
    if fits:
        check_version(version)
    else:
        with pytest.raises(Refusal, match="does not say so"):
            check_version(version)


def test_it_says_the_length_of_the_clock_where_the_promise_leaves_it_open():
    assert promise_in_words(promise(promise="We come back {within}.")) == "We come back within 2 working days."
    assert promise_in_words(promise()) == "We come back for a missed bin within 2 working days."


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (APRIL - timedelta(days=1), "letters"),
        (APRIL, "planning-letters"),
        (date(2026, 6, 30), "planning-letters"),
        (date(2026, 7, 1), "letters"),
    ],
)
def test_it_follows_an_exception_while_it_lasts(on, code):
    assert standard_of("planning", "letters", [exception(valid_until=date(2026, 6, 30))], on) == code
    assert standard_of("parking", "letters", [exception()], on) == "letters"


def test_it_finds_the_rate_card_of_a_day():
    old = RateCard(Basis.CONTACT, date(2025, 4, 1), {"phone": 360}, "Invented")
    new = RateCard(Basis.CONTACT, APRIL, {"phone": 385}, "Invented")
    assert card_in_force([new, old], Basis.CONTACT, date(2026, 3, 31)) == old
    assert card_in_force([old, new], Basis.CONTACT, APRIL) == new
    assert card_in_force([old, new], Basis.SERVE, APRIL) is None
