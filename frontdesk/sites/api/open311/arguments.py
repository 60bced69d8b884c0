"""What a client asks or sends, read from its arguments. Whatever is wrong is said in a sentence."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from frontdesk.domains.forms.rules.open311 import Post
from frontdesk.domains.requests.queries.open311 import CLOSED, OPEN, Wanted
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal

SPAN = timedelta(days=90)
MOST = 1000
DESCRIPTION = 4000
OUTSIDE_ID = "fixmystreet_id"
"""The attribute by which FixMyStreet says its own id of a report: a report sent again is the same report."""
_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]+)\](\[\])?")


def wanted(given: QueryDict) -> Wanted:
    """Which requests a GET asks for. Without dates the last 90 days; the first 1,000 of them, in pages or at once."""
    references = _list(given, "service_request_id")
    size = _number(given, "page_size", MOST, 1, MOST)
    if references:
        return Wanted(references=tuple(references[:MOST]), limit=MOST)
    start, end = _dates(given)
    page = _number(given, "page", 1, 1, 1_000_000)
    if (page - 1) * size >= MOST:
        sentence = f"We list the first {MOST:,} of a span. Ask for a shorter one by start_date and end_date."
        raise Refusal(sentence, field="page")
    return Wanted(
        services=tuple(_list(given, "service_code")),
        start=start,
        end=end,
        statuses=_statuses(given),
        limit=min(size, MOST - (page - 1) * size),
        offset=(page - 1) * size,
    )


def _dates(given: QueryDict) -> tuple[datetime, datetime | None]:
    """The span asked for: 90 days from the one date that is given; with neither the last 90 days."""
    start, end = _date(given, "start_date"), _date(given, "end_date")
    if start is not None and end is not None and end - start > SPAN:
        raise Refusal("Ask for 90 days at most between start_date and end_date.", field="end_date")
    if start is None:
        return _before(end or clock.now()), end
    return start, end or _after(start)


def _before(moment: datetime) -> datetime:
    try:
        return moment - SPAN
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _after(moment: datetime) -> datetime:
    try:
        return moment + SPAN
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _date(given: QueryDict, name: str) -> datetime | None:
    typed = given.get(name, "").strip().replace(" ", "+")
    if not typed:
        return None
    sentence = f"Give {name} as a date and time with its offset, like 2026-12-01T09:00:00Z."
    try:
        found = parse_datetime(typed)
        if found is None or found.tzinfo is None:
            raise Refusal(sentence, field=name)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal(sentence, field=name) from None


def _statuses(given: QueryDict) -> frozenset[str]:
    found = frozenset(_list(given, "status"))
    if found - {OPEN, CLOSED}:
        raise Refusal("Ask for status open, closed or both.", field="status")
    return found or frozenset({OPEN, CLOSED})


def _list(given: QueryDict, name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split(",") if part.strip()]


def _number(given: QueryDict, name: str, ordinary: int, least: int, most: int) -> int:
    typed = given.get(name, "").strip()
    if not typed:
        return ordinary
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and int(typed) >= least):
        raise Refusal(f"Give {name} as a whole number from {least}.", field=name)
    return min(int(typed), most)


def post(given: QueryDict) -> Post:
    """What a POST says. Refusal where it names no place, or says too much."""
    plain = {name: given.get(name, "") for name in ("lat", "long", "address_string", "address_id")}
    located = bool(plain["lat"].strip() and plain["long"].strip())
    if not located and not plain["address_string"].strip() and not plain["address_id"].strip():
        raise Refusal("Say where it is: send lat and long, address_string or address_id.", field="lat")
    if located:
        _degrees(plain["lat"], "lat", 90)
        _degrees(plain["long"], "long", 180)
    description = given.get("description", "")
    if len(description.replace("\r\n", "\n")) > DESCRIPTION:
        raise Refusal(f"Use {DESCRIPTION:,} characters or fewer for the description.", field="description")
    return Post(
        **plain,
        description=description,
        email=given.get("email", ""),
        first_name=given.get("first_name", ""),
        last_name=given.get("last_name", ""),
        phone=given.get("phone", ""),
        attributes=attributes(given),
    )


def _degrees(typed: str, name: str, most: int) -> None:
    try:
        found = float(typed)
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        raise Refusal(f"Give {name} in degrees of WGS84, like 51.4457.", field=name)


def attributes(given: QueryDict) -> Mapping[str, Sequence[str]]:
    """`attribute[code]` and `attribute[code][]`, each with all its values."""
    found: dict[str, list[str]] = {}
    for name, values in given.lists():
        match = _ATTRIBUTE.fullmatch(name)
        if match:
            found.setdefault(match[1], []).extend(str(value) for value in values)
    return found


def outside_id(given: QueryDict) -> str:
    """The client's own id of what it reports, '' where it sends none."""
    return given.get(f"attribute[{OUTSIDE_ID}]", "").strip()[:200]
