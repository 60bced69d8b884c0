"""Money: pence in, pence out, and nothing that can be read in two ways."""

import pytest

from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.money import format_money, parse_money


@pytest.mark.parametrize(
    ("pence", "text"),
    [(4200, "£42"), (120050, "£1,200.50"), (17, "£0.17"), (0, "£0"), (-5, "-£0.05"), (48370700, "£483,707")],
)
def test_it_writes_money_as_on_a_page(pence: int, text: str) -> None:
    assert format_money(pence) == text


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£1,200.50", 120050),
        ("12", 1200),
        ("12.50", 1250),
        (" £ 12.05 ", 1205),
        ("1200", 120000),
        ("50p", 50),
        ("0", 0),
        ("£1,234,567", 123456700),
    ],
)
def test_it_reads_what_people_type(typed: str, pence: int) -> None:
    assert parse_money(typed) == pence


@pytest.mark.parametrize(
    "typed",
    ["", "12.5", "1,20", "12,50", "1,2000", "twelve", "-5", "£", "12.505", "1 200", "٣", "9" * 40, "£9999999999999"],
)
def test_it_refuses_with_a_sentence_what_could_mean_two_things(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_money(typed, field="amount")
    assert refused.value.field == "amount"
    assert refused.value.sentence.endswith((".", "0."))


def test_it_says_how_to_write_half_pounds() -> None:
    with pytest.raises(Refusal, match=r"like £12\.50\."):
        parse_money("£12.5")


@pytest.mark.parametrize("pence", [0, 1, 99, 100, 123456789])
def test_it_reads_back_what_it_writes(pence: int) -> None:
    assert parse_money(format_money(pence)) == pence
