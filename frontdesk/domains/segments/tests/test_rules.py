"""Who is in which segment, as tables of cases; no database."""

import pytest

from frontdesk.domains.segments.rules import deciding, stated
from frontdesk.domains.segments.rules.likely import help_online
from frontdesk.domains.segments.types import Known

pytestmark = pytest.mark.shows("B10")
RULES = stated.usual()


@pytest.mark.parametrize(("known", "segment"), [
    (Known(), "low"),
    (Known({"web": 2}), "low"),
    (Known({"web": 1, "kiosk": 1}), "low"),
    (Known({"web": 3}), "casual"),
    (Known({"phone": 1}), "casual"),
    (Known({"web": 4, "phone": 1}), "casual"),
    (Known({"web": 6}), "high"),
    (Known({"phone": 3, "visit": 2, "web": 1}), "high"),
    (Known({"phone": 9}, outside=True), "visitor"),
    (Known(outside=True), "visitor"),
    (Known({"phone": 9}, organisation=True, outside=True), "business"),
    (Known(organisation=True), "business"),
])  # fmt: skip
def test_the_first_rule_that_fits_counts(known: Known, segment: str):
    assert deciding.segment_of(known, RULES).code == segment


@pytest.mark.parametrize(("by_channel", "words"), [
    ({}, "No contact in the last 12 months."),
    ({"phone": 1}, "1 contact on 1 channel in the last 12 months."),
    ({"phone": 3, "visit": 2, "web": 1, "email": 1}, "7 contacts on 4 channels in the last 12 months."),
    ({"web": 2}, "2 contacts on 1 channel in the last 12 months, all of them online."),
])  # fmt: skip
def test_what_led_to_it_is_a_sentence(by_channel: dict[str, int], words: str):
    rule = deciding.segment_of(Known(by_channel), RULES)
    assert deciding.why(sum(by_channel.values()), by_channel, rule, 365) == words


def test_every_rule_is_told_in_words():
    assert [deciding.in_words(rule, RULES) for rule in RULES.segments] == [
        "The record is of an organisation.",
        "The home address on the record lies outside the council's area.",
        "6 contacts or more, in the last 12 months.",
        "2 contacts or fewer, none of them by phone, in person or another way that takes staff, in the last 12 months.",
        "Everybody else, in the last 12 months.",
    ]


def test_a_council_gives_its_own_names_and_where_it_states_them_its_own_numbers():
    said = [
        {"like": "high", "name": "High interactive", "about": "Tenants.", "at_least": 10},
        {"like": "", "name": "Regulars", "about": "They come every week."},
    ]
    mine = stated.rules_of(said)
    high = next(rule for rule in mine.segments if rule.code == "high")
    assert (high.name, high.at_least, high.own, high.numbers) == ("High interactive", 10, True, True)
    assert [rule.code for rule in mine.segments] == [rule.code for rule in RULES.segments]
    assert deciding.segment_of(Known({"phone": 9}), mine).code == "casual"
    assert mine.version != RULES.version
    assert stated.rules_of([{"like": "high", "name": "Often", "about": ""}]).version == RULES.version


@pytest.mark.parametrize(("figures", "codes", "likely"), [
    ({}, [], "not likely"),
    ({"signal": 99, "broadband": 97, "over_65": 20, "low_income": 10}, [], "not likely"),
    ({"signal": 84.9, "broadband": None}, ["signal"], "possible"),
    ({"signal": 85, "broadband": 89, "over_65": 31}, ["broadband", "over_65"], "likely"),
    ({"signal": 1, "broadband": 1, "over_65": 99, "low_income": 26}, ["signal", "broadband", "over_65", "low_income"],
     "very likely"),
])  # fmt: skip
def test_figures_of_an_area_are_signs_that_people_there_may_be_left_behind(
    figures: dict[str, float | None], codes: list[str], likely: str
):
    found = deciding.signs(figures, RULES.marks)
    assert [mark.code for mark in found] == codes
    assert deciding.likelihood(len(found)) == likely


@pytest.mark.parametrize(("by_channel", "area", "likely"), [
    ({}, ["few have broadband"], None),
    ({"phone": 2}, [], None),
    ({"phone": 2, "web": 1}, ["few have broadband"], None),
    ({"phone": 1}, ["few have broadband"], "likely"),
    ({"phone": 1}, ["few have broadband", "few have signal"], "very likely"),
])  # fmt: skip
def test_a_need_is_likely_by_what_the_customer_did_and_never_by_the_area_alone(
    by_channel: dict[str, int], area: list[str], likely: str | None
):
    found = help_online(sum(by_channel.values()), by_channel, area, 365)
    assert (found.likelihood if found else None) == likely
    if found:
        assert found.reasons[:2] == (
            "1 contact in the last 12 months, none of them online",
            "in their area few have broadband",
        )


def test_a_council_gives_its_own_limits_of_an_areas_figures():
    mine = stated.rules_of([], [{"figure": "broadband", "limit": 50}])
    broadband = next(mark for mark in mine.marks if mark.code == "broadband")
    assert (broadband.under, broadband.own) == (50, True)
    assert broadband.why == "fewer than 50% of homes can have superfast broadband"
    assert [mark.code for mark in deciding.signs({"broadband": 60, "signal": 60}, mine.marks)] == ["signal"]
    assert mine.version == RULES.version
