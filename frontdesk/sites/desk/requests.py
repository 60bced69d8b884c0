"""The request page and what an officer does to a request, each step named by what it does."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, QueryDict

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.notices.types import Notice
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people.types.identity import proof_name
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import RECATEGORISED, TO_STAFF, Corrected, Happening, Whole
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, done
from frontdesk.sites.desk.contacts import record
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.sites.desk.happened import Line
from frontdesk.sites.desk.helping import helping
from frontdesk.sites.desk.home import channels
from frontdesk.sites.desk.mine import address
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.said import SAID
from frontdesk.sites.desk.seen import Told, held_question, told, where
from frontdesk.sites.desk.steps import about, said, seen
from frontdesk.ui.formpages.files import as_download
from frontdesk.ui.typed import day_in

TEXTS = {
    "note": "Note for colleagues",
    "question": "Our question",
    "answer": "The answer",
    "message": "Our message to the customer",
    "addition": "Added",
    "dispute": "What is not done",
    "reason": "Why",
}


@staff(*SERVES)
def request(request: Request, request_id: int) -> HttpResponse:
    """One request: answers, place, what happened, what to do next, what the customer sees now."""
    found = queries.whole(request.actor, request_id)
    hand, lists = in_hand(request), contacts.lists_of(request.actor.council)
    return page(
        request,
        "request",
        whole=found,
        item=found.item,
        where=where(request.actor, found),
        lists=lists,
        labels=lists.channels,
        hand_now=hand if hand and hand.id not in found.contacts else None,
        channels=channels(request) if hand is None else [],
        others=[step for step in found.steps if step.needs in ("", "reason") and not step.final],
        **_story(request, found),
    )


def _notice(request: Request, found: Whole) -> Notice | None:
    """What was told once by it, where it is a form for that."""
    council = request.actor.council
    if notices.kind_of_service(council, found.item.service) is None or found.item.hidden:
        return None
    return notices.of_request(council, found.item.id)


def _story(request: Request, found: Whole) -> dict[str, Any]:
    """What happened, newest last, the last message to the customer, what was reported near by, how to help them."""
    names = service_names(request.actor) if any(each.kind == RECATEGORISED for each in found.timeline) else {}
    messages = told(request.actor.council, found.item)
    lines = [_line(happening, names, messages) for happening in found.timeline]
    near = queries.beside(request.actor, found.item.id) if found.place and not found.item.hidden else []
    help = helping(request, found.item.person, service=found.item.service)
    return {
        "told": next(reversed(messages.values()), None),
        "question_held": held_question(found, help["help"]),
        "timeline": lines,
        "beside": near,
        "notice": _notice(request, found),
        "proved": proof_name(found.identity),
        **help,
    }


def _line(happening: Happening, services: Mapping[str, str], messages: Mapping[int, Told]) -> Line:
    text = happening.text
    kind = TEXTS.get(text.kind, "Words") if text else "Changed"
    body = text.body if text and not text.erased else ""
    by = "the customer" if text and text.by_customer else happening.by
    said = [_corrected(each) for each in happening.corrected]
    if happening.kind == RECATEGORISED:
        said = [" to ".join(f"“{services.get(happening.data.get(end, ''), '?')}”" for end in ("from", "to"))]
    title = SAID.get(happening.kind, kind)
    if happening.kind.startswith("notifications.") and happening.data.get("topic") in TO_STAFF:
        title = "We wrote to whoever has it, not to the customer"
    message = messages.get(int(happening.data.get("message") or 0))
    return Line(
        title, by, happening.at, "", "\n".join([*said, *filter(None, [body])]), words=message.body if message else ""
    )  # fmt: skip


def _corrected(one: Corrected) -> str:
    """One corrected answer in words."""
    before, after = (", ".join(lines) or "nothing" for lines in (one.before, one.after))
    return f"{one.label} Was: {before}. Now: {after}."


@staff(*WORKS)
def close(request: Request, request_id: int) -> HttpResponse:
    """Close with an outcome; words of our own go after those of the outcome, where it asks for them always."""

    def take(typed: QueryDict) -> str:
        outcome, message = typed.get("outcome", ""), typed.get("message", "").strip()
        if not outcome:
            raise Refusal("Choose how it ended.", field="outcome")
        actions.close_request(request.actor, request=request_id, outcome=outcome, message=message, seen=seen(typed))
        return "Closed. The customer is told."

    return about(request, request_id, "close", take)


@staff(*WORKS)
def move(request: Request, request_id: int) -> HttpResponse:
    """Take a step of the workflow that needs no more than a reason."""
    found = queries.whole(request.actor, request_id)
    to = request.POST.get("to") or request.GET.get("to", "")
    step = next((each for each in found.steps if each.to == to), None)
    if step is None and request.method != "POST":
        raise NotFound("This step cannot be taken now. Look at the request again: somebody may have changed it.")
    name = step.name if step else "Go on"

    def take(typed: QueryDict) -> str:
        reason = typed.get("text", "").strip()
        actions.change_status(request.actor, request=request_id, to=to, reason=reason, seen=seen(typed))
        return f"The request is now: {name}."

    return about(request, request_id, "write", take, **said(name, "Why", name))


@staff(*WORKS)
def delay(request: Request, request_id: int) -> HttpResponse:
    """Tell the customer before the promise is missed."""

    later = clock.today() + timedelta(days=7)
    example = f"{later.day} {later.month} {later.year}"

    def take(typed: QueryDict) -> str:
        day = day_in(typed, "day", f"Enter the day by which it will be done, like {example}.")
        if day is None:
            raise Refusal(f"Enter the day by which it will be done, like {example}.", field="day-day")
        reason = typed.get("text", "").strip()
        actions.tell_delay(request.actor, request=request_id, reason=reason, expected_on=day, seen=seen(typed))
        return "The customer is told of the delay."

    return about(request, request_id, "delay", take, example=example)


@staff(*WORKS)
def assign(request: Request, request_id: int) -> HttpResponse:
    """Give it to a colleague or another team."""
    council = request.actor.council

    def take(typed: QueryDict) -> str:
        owner = actions.assign(
            request.actor,
            request=request_id,
            to=row_number(typed.get("to")),
            team=typed.get("team", ""),
            seen=seen(typed),
        )
        return f"{access.names_of(council, [owner]).get(owner, 'A colleague')} has it now."

    colleagues = [each for each in access.members(council) if not each.roles.isdisjoint(WORKS)]
    return about(request, request_id, "assign", take, colleagues=colleagues, teams=organisations.teams(council))


@staff(*WORKS)
def contact(request: Request, request_id: int) -> HttpResponse:
    """A contact about this request: the one in hand, or one that reached the officer directly, in one press."""
    found = queries.whole(request.actor, request_id)
    if request.method != "POST":
        raise NotFound()
    hand = in_hand(request)
    typed = request.POST.copy()
    typed["service"], typed["reason"], typed["outcome"] = found.item.service, "progress", "progress-told"

    def link() -> None:
        held = hand.id if hand else record(request, typed, found.item.person)
        actions.link_contact(request.actor, request=request_id, contact=held)

    as_one(request, link, hand=hand.id if hand else None)
    return done(request, "The contact is recorded with this request.", address(request_id))


@staff(*WORKS)
def read(request: Request, request_id: int) -> HttpResponse:
    """What the customer wrote was read and asks for nothing more."""
    if request.method != "POST":
        raise NotFound()
    actions.mark_read(request.actor, request=request_id)
    return done(request, "Marked as read.", address(request_id))


@staff(*SERVES)
def file(request: Request, request_id: int, key: str) -> HttpResponse:
    """A file that came with the request, for those who may see the request."""
    upload, content = queries.file_of(request.actor, request_id, key)
    return as_download(upload.name, upload.content_type, content)
