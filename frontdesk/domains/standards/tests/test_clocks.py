"""Every clock of the standards sheet (4g) by its worked examples, and that none is without one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import (
    due_as_written,
    parse_events,
    rule_as_data,
    rule_from_data,
    statutory_clocks,
    statutory_examples,
)
from frontdesk.domains.standards.rules.due import due

SHEET = """
    lgsco_s1_ack ho_s1_ack lgsco_s1_resp ho_s1_resp lgsco_s2_ack ho_s2_ack lgsco_s2_resp ho_s2_resp csc_s1 csc_s2
    asc_ack foi foi_review eir eir_review sar data_right dp_complaint_ack breach_ico awaab_emergency
    awaab_investigate awaab_summary awaab_safety awaab_further tuo_use birth_reg death_reg pcn_discount
    pcn_discount_postal pcn_pay nor_decision
"""


@pytest.mark.shows("F2")
@pytest.mark.parametrize(
    ("code", "example"), statutory_examples(), ids=[f"{c}-{e['events'][0][:10]}" for c, e in statutory_examples()]
)
def test_it_is_due_as_its_example_says(code: str, example: Mapping[str, Any]) -> None:
    answer = due(statutory_clocks()[code], parse_events(example["events"]), Calendars())
    expected = due_as_written(example["due"])
    assert (answer.at if isinstance(expected, datetime) else answer.on) == expected


def test_it_has_every_clock_of_the_sheet_with_an_example() -> None:
    assert set(SHEET.split()) == set(statutory_clocks())
    assert {code for code, _ in statutory_examples()} == set(statutory_clocks())


def test_it_shows_each_extension_and_each_wait_in_an_example() -> None:
    shown = {
        code: " ".join(e for c, each in statutory_examples() if c == code for e in each["events"])
        for code in statutory_clocks()
    }
    without = {code for code, rule in statutory_clocks().items() if rule.extension and "extend" not in shown[code]}
    assert without <= {"ho_s1_resp", "ho_s2_resp"}, "the same numbers as the complaint code above them"
    assert "wait fee" in shown["foi"] and "wait customer" in shown["foi"] and "wait identity" in shown["sar"]


def test_it_counts_the_councils_own_division() -> None:
    rule, events = statutory_clocks()["lgsco_s1_ack"], parse_events(["2026-11-26 receipt"])
    assert str(due(rule, events, Calendars()).on) == "2026-12-03"
    assert str(due(rule, events, Calendars("scotland")).on) == "2026-12-04"


@pytest.mark.parametrize("code", statutory_clocks())
def test_it_reads_back_what_it_writes(code: str) -> None:
    rule = statutory_clocks()[code]
    assert rule_from_data(code, rule_as_data(rule)) == rule
