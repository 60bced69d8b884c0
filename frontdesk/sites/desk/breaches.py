"""The log of breaches: written down by whoever notices one, seen through by those who deal with data protection."""

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.types import RISKS
from frontdesk.kernel import clock
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import PROTECTS, Request, staff
from frontdesk.ui.typed import day_in

_KNOWN = "Enter the day like 27 3 2026, and the time like 16:30."
STEPS = {
    "risk": "The risk is weighed.",
    "ico": "It is written down that the Commissioner was told.",
    "people": "It is written down that the people were told.",
    "close": "The breach is closed.",
}


@staff(*PROTECTS)
def breaches(request: Request) -> HttpResponse:
    """All breaches, open ones first."""
    return page(request, "breaches", found=queries.breaches(request.actor), risks=RISKS, now=clock.now())


@staff()
def new(request: Request) -> HttpResponse:
    """Write down a breach: any member of staff who notices one."""
    protects = queries.may_protect(request.actor)
    to = reverse("site_desk:breaches" if protects else "site_desk:home")

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _recorded(request, typed))
        return (
            "It is written down. The data protection officer sees it through; the Commissioner hears within 72 hours."
        )

    return ask(request, "breach_new", take, to, risks=RISKS, back=to)


def _recorded(request: Request, typed: QueryDict) -> int:
    day = day_in(typed, "known", _KNOWN) or clock.today()
    hour, _, minute = typed.get("known-time", "").strip().partition(":")
    try:
        at = time(int(hour), int(minute or 0)) if hour else None
    except ValueError:
        raise Refusal(_KNOWN, field="known-time") from None
    now = clock.now()
    known = (
        datetime.combine(day, at, LOCAL)
        if at
        else now
        if day == clock.today()
        else datetime.combine(day, time(), LOCAL)
    )
    told: dict[str, Any] = {name: typed.get(name, "") for name in ("what", "who", "risk")}
    return actions.record_breach(
        request.actor, known_at=known, affected=row_number(typed.get("affected", "").strip()), **told
    )


@staff(*PROTECTS)
def breach(request: Request, breach: int) -> HttpResponse:
    """One breach and what is still to do: weigh the risk, tell the Commissioner, tell the people, close."""
    queries.breach(request.actor, breach)
    to = reverse("site_desk:breach", kwargs={"breach": breach})

    def take(typed: QueryDict) -> str:
        told = {name: typed.get(name, "") for name in ("step", "words", "risk", "why_not")}
        as_one(request, lambda: actions.tell_breach(request.actor, breach=breach, **told))
        return STEPS[told["step"]]

    def read() -> dict[str, Any]:
        return {"breach": queries.breach(request.actor, breach), "now": clock.now()}

    return ask(request, "breach", take, to, risks=RISKS, read=read)
