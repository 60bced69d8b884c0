"""Money is a whole number of pence. Free of Django."""

import re

from frontdesk.kernel.errors import Refusal

LARGEST = 10**12
"""Ten thousand million pounds: more is a slip of the finger."""

_POUNDS = re.compile(r"£?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{2}))?", re.ASCII)
_PENCE = re.compile(r"(\d+)\s*p", re.ASCII)


def format_money(pence: int) -> str:
    """Pence as money on a page: 4200 is "£42", 120050 is "£1,200.50", -5 is "-£0.05"."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}{f'.{rest:02}' if rest else ''}"


def parse_money(text: str, *, field: str | None = None) -> int:
    """Pence from what somebody types: "£1,200.50", "12", "12.50", "50p". Never negative.

    Raises Refusal for anything that could be read in two ways ("12.5", "1,20", "12,50") or is no amount.
    """
    typed = text.strip()
    if not typed:
        raise Refusal("Enter an amount, like 12.50.", field=field)
    if typed.startswith("-"):
        raise Refusal("Enter an amount that is not below zero.", field=field)
    if match := _PENCE.fullmatch(typed):
        pence = _whole(match[1], field)
    elif match := _POUNDS.fullmatch(typed):
        pence = _whole(match[1].replace(",", ""), field) * 100 + int(match[2] or 0)
    elif re.fullmatch(r"£?\s*[\d,]+\.\d", typed):
        raise Refusal(f"Enter pence with two figures, like {typed}0.", field=field)
    else:
        raise Refusal("Enter an amount in pounds and pence, like 12.50.", field=field)
    if pence > LARGEST:
        raise Refusal("Check the amount. It is too large.", field=field)
    return pence


def _whole(digits: str, field: str | None) -> int:
    """The digits as a number; refused before they are converted when there are far too many."""
    if len(digits) > 15:
        raise Refusal("Check the amount. It is too large.", field=field)
    return int(digits)
