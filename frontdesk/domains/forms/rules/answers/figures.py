"""Numbers, money and dates."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from frontdesk.domains.forms.rules.answers.unfit import Unfit, a_text, listed
from frontdesk.domains.forms.rules.answers.words import tidy
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.services.definition.form import Question
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.money import format_money, parse_money

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,10})?", re.ASCII)
_PARTS = ("day", "month", "year")
_SLASHED = re.compile(r"(\d{1,2})\s*[/. -]\s*(\w{1,9})\s*[/. -]\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(T.*)?", re.ASCII)


def read_number(question: Question, plain: object, context: Context) -> int | str:
    """A whole number, or with `decimals` text such as "3.5". Between `min` (0 unless said) and `max`."""
    text = tidy(a_text(plain, "a number"))
    if question.unit:
        text = re.sub(rf"\s*{re.escape(question.unit)}$", "", text, flags=re.IGNORECASE)
    if not _NUMBER.fullmatch(text):
        raise Unfit("Enter a number, like 12")
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Unfit("Enter a number, like 12") from None
    if number != round(number, question.decimals):
        raise Unfit(
            "Enter a whole number" if not question.decimals else f"Use {question.decimals} decimal places or fewer"
        )
    _within(number, question, lambda value: f"{value.normalize():,f}")
    return int(number) if not question.decimals else f"{round(number, question.decimals):f}"


def read_money(question: Question, plain: object, context: Context) -> str:
    """Pounds as text with pence, such as "120.50"."""
    typed = (
        f"{Decimal(str(plain)):.2f}"
        if isinstance(plain, int | float) and _is_money(plain)
        else a_text(plain, "an amount")
    )
    try:
        pence = parse_money(tidy(typed))
    except Refusal as refusal:
        raise Unfit(refusal.sentence.rstrip(".")) from None
    _within(Decimal(pence) / 100, question, lambda value: format_money(int(value * 100)))
    return f"{pence // 100}.{pence % 100:02}"


def _is_money(value: float) -> bool:
    return not isinstance(value, bool) and abs(value) < 10**12 and round(value * 100) == value * 100


def _within(number: Decimal, question: Question, said: object) -> None:
    """Raises unless the number lies between the question's limits."""
    least, most = (question.min if question.min is not None else Decimal(0)), question.max
    if callable(said) and number < least:
        raise Unfit(f"This must be {said(least)} or more")
    if callable(said) and most is not None and number > most:
        raise Unfit(f"This must be {said(most)} or less")


def show_number(question: Question, answer: object) -> list[str]:
    """The number with its unit."""
    text = f"{answer:,}" if isinstance(answer, int) else str(answer)
    return [f"{text} {question.unit}".strip()]


def show_money(question: Question, answer: object) -> list[str]:
    """£120.50 a week."""
    pence = int(Decimal(str(answer)) * 100)
    return [format_money(pence) + (f" a {question.every}" if question.every else "")]


# Dates ----------------------------------------------------------------------------------------------------


def read_date(question: Question, plain: object, context: Context) -> str:
    """A day as "2026-12-24", from day, month and year, from ISO text, or as the British write it (24/12/2026)."""
    if isinstance(plain, datetime):
        plain = plain.date()
    day = plain if isinstance(plain, date) else _real(*_typed(plain))
    if not 1850 <= day.year <= 2150:
        raise Unfit("Check the year. It must be between 1850 and 2150", "year")
    earliest = context.day_of(question.earliest) if question.earliest else None
    latest = context.day_of(question.latest) if question.latest else None
    if question.type == "memorable_date" and latest is None:
        latest = context.today
    if latest is not None and day > latest:
        raise Unfit(
            "The date must be today or earlier"
            if latest == context.today
            else f"The date must be {_say(latest)} or earlier"
        )
    if earliest is not None and day < earliest:
        raise Unfit(
            "The date must be today or later"
            if earliest == context.today
            else f"The date must be {_say(earliest)} or later"
        )
    return day.isoformat()


_EXAMPLES = (28, 14, 7, 3, -1, 0, 1, -7)
"""Days from today of which the first that a question takes is its example."""


def with_example(question: Question, context: Context) -> Question:
    """A question for a day with an example in its hint, which is today's: one written down is past some time."""
    if question.type == "group":
        return replace(question, questions=tuple(with_example(inner, context) for inner in question.questions))
    if question.type != "date" or re.search(r"\d{4}", question.hint):
        return question
    for days in _EXAMPLES:
        day = context.today + timedelta(days=days)
        with suppress(Unfit):
            read_date(question, day, context)
            return replace(question, hint=f"{question.hint} For example, {day.day} {day.month} {day.year}".strip())
    return question


def _typed(plain: object) -> tuple[str, str, str]:
    """Day, month and year as typed."""
    if isinstance(plain, Mapping):
        day, month, year = (tidy(a_text(plain.get(part) or "", "a date")) for part in _PARTS)
        return day, month, year
    text = tidy(a_text(plain, "a date"))
    if iso := _ISO.fullmatch(text):
        return iso.group(3), iso.group(2), iso.group(1)
    if british := _SLASHED.fullmatch(text):
        return british.group(1), british.group(2), british.group(3)
    raise Unfit("Enter a date with day, month and year, like 27 3 2026")


def _real(day: str, month: str, year: str) -> date:
    """The date of three typed parts, or what is wrong with them."""
    empty = [name for name, text in zip(_PARTS, (day, month, year), strict=True) if not text]
    if empty:
        raise Unfit(
            {empty[0]: f"The date must have a {listed(empty).replace(' or ', ' and a ')}"}
            | dict.fromkeys(empty[1:], "")
        )
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise Unfit("The year must have 4 figures, like 2026", "year")
    number = _month(month)
    if number is None:
        raise Unfit("The month must be a number from 1 to 12, or its name", "month")
    if not re.fullmatch(r"\d{1,2}", day, re.ASCII):
        raise Unfit("The day must be a number, like 27", "day")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise Unfit("Enter a date that exists. Check the day and the month", "day") from None


def _month(text: str) -> int | None:
    """A month by number or by name, also shortened to three letters or more."""
    if re.fullmatch(r"\d{1,2}", text, re.ASCII):
        return int(text) if 1 <= int(text) <= 12 else None
    found = [
        at for at, name in enumerate(_MONTHS, start=1) if len(text) >= 3 and name.startswith(text.lower().rstrip("."))
    ]
    return found[0] if len(found) == 1 else None


def _say(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def show_date(question: Question, answer: str) -> list[str]:
    """Thursday 24 December 2026; a date known by heart without its weekday."""
    day = date.fromisoformat(answer)
    return [_say(day) if question.type == "memorable_date" else f"{day:%A} {_say(day)}"]


def date_fields(answer: object) -> dict[str, str]:
    """The three parts of a canonical date."""
    day = date.fromisoformat(str(answer))
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
