"""Bank holidays: the published list, and the rules that take over where it ends."""

from datetime import date

import pytest

from frontdesk.kernel.holidays import DIVISIONS, bank_holidays, by_rule, is_bank_holiday, is_published

MOVED_OR_ADDED = {
    2012: {date(2012, 5, 28), date(2012, 6, 4), date(2012, 6, 5)},
    2020: {date(2020, 5, 4), date(2020, 5, 8)},
    2022: {date(2022, 5, 30), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},
    2023: {date(2023, 5, 8)},
}
"""Spring days moved for jubilees, VE Day, a state funeral, a coronation: what no rule can know."""


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", range(2012, 2029))
def test_it_works_out_every_published_year_save_what_was_proclaimed(division: str, year: int) -> None:
    assert by_rule(division, year) ^ bank_holidays(division, year) <= MOVED_OR_ADDED.get(year, set()) | _scotland(
        division, year
    )


def _scotland(division: str, year: int) -> set[date]:
    return {date(2026, 6, 15)} if (division, year) == ("scotland", 2026) else set()


def test_it_counts_a_holiday_of_any_part_in_the_union() -> None:
    assert is_bank_holiday(date(2026, 11, 30), "uk")
    assert is_bank_holiday(date(2026, 3, 17), "uk")
    assert not is_bank_holiday(date(2026, 11, 30), "england-and-wales")


def test_it_knows_christmas_of_a_year_nobody_has_published() -> None:
    assert not is_published(2031)
    assert date(2031, 12, 25) in bank_holidays("england-and-wales", 2031)


def test_it_knows_the_one_holiday_before_the_list_begins() -> None:
    assert is_bank_holiday(date(2011, 4, 29), "scotland")


def test_it_has_no_holidays_when_told_none() -> None:
    assert not bank_holidays("none", 2026)


def test_it_refuses_a_division_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="narnia"):
        bank_holidays("narnia", 2026)
