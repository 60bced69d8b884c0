"""Pages that notice what others do: where they listen, what they poll, and the note that a request was changed."""

import re
from collections.abc import Container
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Happening
from frontdesk.kernel import clock, live
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.live_token import token as sign
from frontdesk.sites.desk.furniture import name_of
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.said import SAID
from frontdesk.ui import words

MOST = 20
"""Topics of one page, and of all tabs of a browser together."""
AT_ONCE = timedelta(minutes=1)
"""Two presses of one button are one, if nobody else came between them within this time."""
_TOPIC = re.compile(r"(request|contact|person)\.(\d{1,17})")


def topics_of(request: Request) -> list[str]:
    """The topics asked for that the actor may hear of: all work; requests, contacts and customers that they see."""
    asked = request.GET.get("topics", "").split()[:MOST]
    things = {topic: (found[1], int(found[2])) for topic in asked if (found := _TOPIC.fullmatch(topic))}
    if things and not request.actor.has(*SERVES):
        things = {}
    ids = [thing for kind, thing in things.values() if kind == "request"]
    seen = queries.items_by_id(request.actor, ids) if ids else {}
    return [
        topic
        for topic in asked
        if topic == live.ALL or (topic in things and _in_sight(request.actor, *things[topic], seen))
    ]


def _in_sight(actor: Actor, kind: str, thing: int, requests: Container[int]) -> bool:
    if kind == "request":
        return thing in requests
    if kind == "contact":
        return contacts.contact(actor, thing) is not None
    try:
        return bool(people.in_sight(actor, thing))
    except NotFound:
        return False


@staff()
def token(request: Request) -> HttpResponse:
    """The address of a stream for `?topics=…`; it must be opened within a minute."""
    signed = sign(request.actor.council, topics_of(request))
    return _plain(f"{settings.LIVE_ADDRESS}/live/?token={signed}")


@staff()
def poll(request: Request) -> HttpResponse:
    """Lines of `topic:sequence`, for browsers that have no stream."""
    newest = live.newest(request.actor.council, topics_of(request))
    return _plain("\n".join(f"{topic}:{sequence}" for topic, sequence in newest.items()))


def _plain(text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


@staff(*SERVES)
def changed(request: Request, request_id: int) -> HttpResponse:
    """A note, if the request was changed `since` the page was made; nothing otherwise."""
    now = queries.changes(request.actor, request_id)
    if request.GET.get("since", "") in ("", str(now)):
        return HttpResponse("")
    newest = queries.whole(request.actor, request_id).timeline[0]
    context = {"sentence": sentence(newest), "request_id": request_id, "writing": "writing" in request.GET}
    return render(request, "site_desk/changed.jinja", context)


def sentence(newest: Happening) -> str:
    """Who did what and when, after a page was opened."""
    by = "The customer" if newest.text and newest.text.by_customer else newest.by or "Somebody"
    what = SAID.get(newest.kind, "Changed")
    return f"{by} changed this request on {words.date_and_time(newest.at)}: {what[:1].lower()}{what[1:]}."


def is_same_press(request: Request, newest: Happening) -> bool:
    """Whether what happened last was done a moment ago by whoever sends this: a button pressed twice."""
    return newest.by == name_of(request) and clock.now() - newest.at < AT_ONCE
