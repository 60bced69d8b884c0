"""What pages say about a service's promise, its other ways, and which services are used most."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Cut, Period
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.services.definition.model import Definition, Standard
from frontdesk.domains.services.types import Listing
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.words import kept_in_words
from frontdesk.kernel import clock

MOST_USED = 10
AT_ONCE = ("phone", "visit")
WEEK = 7
YEAR = 365


class Way(NamedTuple):
    """Another way to have a service that is really open."""

    channel: str
    label: str
    how: str


def most_used(council: int, services: Sequence[Listing]) -> list[Listing]:
    """The ten services asked for most in the last week, those asked for at all; none where there were no requests."""
    today = clock.today()
    counts = insight.take_up(council, Period(today - timedelta(days=WEEK), today)).by["service"]
    received = {row.code: row.counts.received for row in counts}
    # One request for a restricted service would tell of itself here.
    used = [listing for listing in services if received.get(listing.code) and not listing.restricted]
    return sorted(used, key=lambda listing: (-received[listing.code], listing.name))[:MOST_USED]


def of_service(council: int, definition: Definition) -> dict[str, Any] | None:
    """The promise in words and how often it was kept in the last year; None where the service promises nothing.

    Of a restricted service nothing is told of how often: once a year would tell of somebody.
    """
    words = _words(council, definition, definition.standard)
    if not words:
        return None
    if definition.restricted is not None:
        return {"words": words, "kept": ""}
    today = clock.today()
    kept = insight.timeliness(council, Period(today - timedelta(days=YEAR), today), Cut(service=definition.code)).whole
    return {"words": words, "kept": kept_in_words(int(kept.numerator), int(kept.denominator))}


def of_draft(draft: Draft) -> str:
    """What is promised for these answers, which may be another promise than the service's own; '' where nothing is."""
    assessed = forms.assess_draft(draft)
    return _words(draft.council, draft.published.definition, assessed.standard)


def _words(council: int, definition: Definition, named: Standard | None) -> str:
    if named is None:
        return ""
    promised = standards.promise_for(
        council, standard=named.promise, on=clock.today(), service=definition.code, clock=named.clock
    )
    return promised.words if promised else ""


def other_ways(council: Council, definition: Definition) -> list[Way]:
    """The open channels beside the web, as this council offers them, with how to use each where that is known.

    Of a service for people in danger (tier 4) only those by which somebody answers at once.
    """
    hours = f" ({council.phone_hours})" if council.phone_hours else ""
    hows = {
        "phone": f"Ring {council.phone}{hours}" if council.phone else "",
        "visit": "Come to one of our desks",
        "email": f"Write to {council.email}" if council.email else "",
        "letter": f"Send a letter to {', '.join(council.address.splitlines())}" if council.address else "",
        "kiosk": "Use a self-service point at one of our desks",
    }
    labels = {channel.code: channel.label for channel in council.channels}
    return [
        Way(code, labels.get(code, code.capitalize()), hows[code])
        for code in definition.channels.open
        if hows.get(code) and (definition.tier != 4 or code in AT_ONCE)
    ]
