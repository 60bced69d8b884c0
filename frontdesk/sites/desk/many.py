"""One thing done to many requests of a list: ticked, chosen, looked at once more, done, and told one by one.

What was ticked stands in the session of whoever ticked it; the address names it by a number of no meaning, so that
back, refresh and a second tab work and the button pressed twice does nothing twice.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import CHANGED, Happening
from frontdesk.domains.requests.types.many import ASSIGN, CLOSE, DUPLICATE, MANY, MOST, RECATEGORISE, Bulk, Done
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import done
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.live import sentence
from frontdesk.sites.desk.mine import asked_of
from frontdesk.sites.desk.names import service_names

KEPT, HOUR, MINUTE = 5, 3600, 60
"""Lists of ticks that a session keeps, the newest, and how long after their last use (seconds, noted by the minute)."""
SECONDS = 8.0
"""How long one answer works; what is left then is a press away."""
_KEPT = "desk_many"
HEADINGS = {
    ASSIGN: "Give them to somebody else",
    CLOSE: "Reply and close them",
    RECATEGORISE: "Move them to another service",
    DUPLICATE: "Mark them as reported before",
}
Ticked = dict[str, Any]


@staff(*WORKS)
def choose(request: Request) -> HttpResponse:
    """Take the ticks of a list, and what is to be done to them."""
    if request.method != "POST":
        raise NotFound("Choose requests from a list first.")
    asked = asked_of(request.actor, request.POST)
    do = request.POST.get("do", "")
    rows = asked.first_of_all() if "all" in request.POST else _ticks(request.POST.getlist("ticked"))
    if not rows or do not in MANY:
        return done(request, "Tick the requests first, then press what is to be done.", asked.address)
    ticked = {"do": do, "rows": [row[:2] for row in rows[:MOST]], "back": asked.address, "more": len(rows) > MOST}
    if do == DUPLICATE and (firsts := [[row[0], row[2]] for row in rows if len(row) > 2]):
        ticked |= {"firsts": firsts, "back": reverse("site_desk:repeated")}
    return redirect("site_desk:many", key=_keep(request, ticked))


def _ticks(values: list[str]) -> list[list[int]]:
    """What stands in the boxes: id and number of changes of each request, and the id of the one that it repeats."""
    found = [[row_number(part) for part in value.split("-")] for value in dict.fromkeys(values)]
    return [[part for part in each if part is not None] for each in found if None not in each and len(each) in (2, 3)]


@staff(*WORKS)
def many(request: Request, key: str) -> HttpResponse:
    """Say what exactly; see what would come of it for each; do it."""
    ticked = _kept(request, key)
    if ticked is None:
        return page(request, "many_gone", status=410, message=request.POST.get("message", "").strip())
    return _go(request, key, ticked)


@staff(*WORKS)
def many_done(request: Request, key: str) -> HttpResponse:
    """What became of each."""
    ticked = _kept(request, key)
    if ticked is None or _left(ticked):
        return page(request, "many_gone", status=410)
    said = sorted((Done(*each) for each in ticked["said"]), key=lambda each: each.done)
    items = queries.items_by_id(request.actor, [each.request for each in said])
    lines = [{"item": items.get(each.request), "said": each} for each in said]
    context = {"lines": lines, "number": sum(each.done for each in said), "list": ticked["back"]}
    return page(request, "many_done", heading=HEADINGS[ticked["do"]], did=ticked["do"], **context)


def _go(request: Request, key: str, ticked: Ticked) -> HttpResponse:
    """Where it stands with these ticks: to choose, to look at, to do, half done or done."""
    if _left(ticked) == {}:
        return redirect("site_desk:many_done", key=key)
    if "bulk" in ticked:
        return _go_on(request, key, ticked)
    if "firsts" in ticked:
        bulk = Bulk(DUPLICATE, firsts=tuple((one, first) for one, first in ticked["firsts"]))
        return _do(request, key, ticked, bulk) if "sure" in request.POST else _sure(request, ticked, bulk)
    if request.method != "POST":
        return _choosing(request, ticked)
    try:
        bulk = _bulk(request.actor, ticked["do"], request.POST)
    except Refusal as refusal:
        return _choosing(request, ticked, {refusal.field or "": refusal.sentence})
    return _do(request, key, ticked, bulk) if "sure" in request.POST else _sure(request, ticked, bulk)


def _choosing(request: Request, ticked: Ticked, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """What is still to choose, by what is to be done."""
    actor, chosen = request.actor, _chosen(ticked)
    context: dict[str, Any] = {"typed": request.POST}
    if ticked["do"] == ASSIGN:
        colleagues = [each for each in access.members(actor.council) if not each.roles.isdisjoint(WORKS)]
        context |= {"colleagues": colleagues, "teams": organisations.teams(actor.council)}
    elif ticked["do"] == CLOSE:
        context["endings"] = queries.endings_of(actor, chosen)
    elif ticked["do"] == DUPLICATE:
        context["first"] = queries.first_received(actor, chosen)
    else:
        context["services"] = service_names(actor, with_form=True)
    return _page(request, "many", ticked, errors=errors, **context)


def _page(request: Request, template: str, ticked: Ticked, **context: Any) -> HttpResponse:
    heading, known = HEADINGS[ticked["do"]], {"do": ticked["do"], "back": ticked["back"], "more": ticked["more"]}
    return page(request, template, heading=heading, number=len(ticked["rows"]), most=MOST, **known, **context)


def _bulk(actor: Actor, do: str, typed: QueryDict) -> Bulk:
    """What was chosen. Refusal for what is missing."""
    text = {name: typed.get(name, "").strip() for name in ("team", "outcome", "message", "service", "first")}
    if do == ASSIGN and not (typed.get("to") or text["team"]):
        raise Refusal("Choose a colleague or a team.", field="to")
    if do == CLOSE and not text["outcome"]:
        raise Refusal("Choose how they ended.", field="outcome")
    if do == RECATEGORISE and text["service"] not in service_names(actor, with_form=True):
        raise Refusal("Choose the service that they should have been.", field="service")
    first = queries.by_reference(actor, text["first"]) if do == DUPLICATE else None
    if do == DUPLICATE and first is None:
        raise Refusal("Enter the reference of the request that they repeat, for example K7RM-3PXT.", field="first")
    return Bulk(
        do, row_number(typed.get("to")), text["team"], text["outcome"], text["message"], text["service"],
        first.id if first else None,
    )  # fmt: skip


def _sure(request: Request, ticked: Ticked, bulk: Bulk) -> HttpResponse:
    """What will happen to how many, which are left as they are, and which the time did not reach."""
    lines = queries.foreseen(request.actor, _chosen(ticked), bulk, seconds=SECONDS)
    context = {
        "fine": [each for each in lines if each.looked and not each.why],
        "left": [each for each in lines if each.why],
        "unseen": [each for each in lines if not each.looked],
        "words": _in_words(request.actor, bulk),
        "sent": [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"],
    }
    return _page(request, "many_sure", ticked, message=bulk.message, **context)


def _in_words(actor: Actor, bulk: Bulk) -> str:
    """What is done to each, as the end of a sentence: "12 requests will be …"."""
    council = actor.council
    if bulk.do == ASSIGN:
        team = next((each.name for each in organisations.teams(council) if each.code == bulk.team), "")
        name = access.names_of(council, [bulk.to]).get(bulk.to, "") if bulk.to else ""
        return f"given to {', '.join(filter(None, (name, team)))}"
    if bulk.do == CLOSE:
        return "closed, and their customers told"
    if bulk.firsts:
        return "closed as the same as an earlier one"
    if bulk.do == DUPLICATE:
        first = queries.items_by_id(actor, [bulk.same_as or 0])
        return f"closed as the same as {next((each.reference for each in first.values()), '')}"
    return f"moved to “{service_names(actor).get(bulk.service, bulk.service)}”, and their customers told"


def _do(request: Request, key: str, ticked: Ticked, bulk: Bulk) -> HttpResponse:
    """Do it to those that are left, as far as one answer's time goes, and keep what came of it for the page of that."""
    did = actions.do_to_each(request.actor, chosen=_left(ticked), bulk=bulk, key=key, seconds=SECONDS)
    quicker = queries.last_changes(request.actor, [each.request for each in did if each.code == CHANGED])
    said = [[each.request, each.done, _why(each, quicker), each.code] for each in did]
    ticked |= {"bulk": asdict(bulk), "said": [*ticked.get("said", []), *said]}
    request.session.modified = True
    return redirect("site_desk:many", key=key) if _left(ticked) else redirect("site_desk:many_done", key=key)


def _go_on(request: Request, key: str, ticked: Ticked) -> HttpResponse:
    """So many are done; the others are a press away."""
    if request.method == "POST":
        return _do(request, key, ticked, Bulk(**ticked["bulk"]))
    said = ticked["said"]
    return _page(request, "many_on", ticked, came_to=len(said), left=len(ticked["rows"]) - len(said))


def _why(one: Done, quicker: Mapping[int, Happening]) -> str:
    """Why not, in words; who was quicker is named, where the request is still in sight."""
    return sentence(quicker[one.request]) if one.code == CHANGED and one.request in quicker else one.why


def _chosen(ticked: Ticked) -> dict[int, int]:
    return dict(ticked["rows"])


def _left(ticked: Ticked) -> dict[int, int]:
    """Those that it has not come to yet."""
    came_to = {each[0] for each in ticked.get("said", [])}
    return {request: changes for request, changes in ticked["rows"] if request not in came_to}


def _keep(request: Request, ticked: Ticked) -> str:
    now = int(clock.now().timestamp())
    fresh = [each for each in request.session.get(_KEPT, []) if now - each[2] < HOUR]
    key = secrets.token_urlsafe(12)
    request.session[_KEPT] = [*fresh, [key, ticked, now]][-KEPT:]
    return key


def _kept(request: Request, key: str) -> Ticked | None:
    """What was ticked under this key; None when it is not of this session, or was not used for too long."""
    now = int(clock.now().timestamp())
    for each in request.session.get(_KEPT, []):
        if each[0] == key and now - each[2] < HOUR:
            if now - each[2] >= MINUTE:
                each[2], request.session.modified = now, True
            found: Ticked = each[1]
            return found
    return None
