"""The request page and what an officer does to a request, each step named by what it does."""

from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import Happening, Whole
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.desk.asking import ask, done, number
from frontdesk.sites.desk.contacts import record
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.sites.desk.happened import SAID, Line
from frontdesk.sites.desk.home import channels
from frontdesk.sites.desk.mine import address
from frontdesk.ui.formpages.files import as_download

ROLES = ("officer", "adviser", "complaints-officer", "manager")
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
    hand = in_hand(request)
    return page(
        request,
        "request",
        whole=found,
        item=found.item,
        place=_place(found),
        timeline=[_line(happening) for happening in found.timeline],
        labels=contacts.lists_of(request.actor.council).channels,
        hand_now=hand if hand and hand.id not in found.contacts else None,
        channels=channels(request) if hand is None else [],
        others=[step for step in found.steps if step.needs in ("", "reason") and not step.final],
    )


def _place(found: Whole) -> str:
    place = found.place or {}
    return str(place.get("words") or place.get("said") or place.get("description") or "")


def _line(happening: Happening) -> Line:
    text = happening.text
    kind = TEXTS.get(text.kind, "Words") if text else "Changed"
    body = text.body if text and not text.erased else ""
    by = "the customer" if text and text.by_customer else happening.by
    return Line(SAID.get(happening.kind, kind), by, happening.at, "", body)


@staff(*WORKS)
def close(request: Request, request_id: int) -> HttpResponse:
    """Close with an outcome; the message is proposed and can be changed before it is sent."""
    found = queries.whole(request.actor, request_id)
    chosen = next((each for each in found.outcomes if each.code == request.GET.get("outcome")), None)

    def take(typed: QueryDict) -> str:
        outcome, message = typed.get("outcome", ""), typed.get("message", "").strip()
        if not outcome:
            raise Refusal("Choose how it ended.", field="outcome")
        actions.close_request(request.actor, request=request_id, outcome=outcome, message=message)
        return "Closed. The customer is told."

    return ask(request, "close", take, address(request_id), whole=found, chosen=chosen, back=address(request_id))


@staff(*WORKS)
def ask_customer(request: Request, request_id: int) -> HttpResponse:
    """Ask the customer; the promise stands still until they answer."""

    def take(typed: QueryDict) -> str:
        actions.ask_customer(request.actor, request=request_id, question=typed.get("text", "").strip())
        return "The customer is asked. The time we promised stands still until they answer."

    words = "They get it by email with a link to answer. The time we promised stands still until they do."
    return _write(request, request_id, take, "Ask the customer", "Your question", "Send the question", words)


@staff(*WORKS)
def note(request: Request, request_id: int) -> HttpResponse:
    """A note for colleagues."""

    def take(typed: QueryDict) -> str:
        actions.note(request.actor, request=request_id, text=typed.get("text", "").strip())
        return "The note is kept."

    words = "Colleagues see it. The customer may ask for it, so write only what you would say to them."
    return _write(request, request_id, take, "Write a note", "Your note", "Keep the note", words)


@staff(*SERVES)
def answer(request: Request, request_id: int) -> HttpResponse:
    """Write down the customer's answer to our question."""

    def take(typed: QueryDict) -> str:
        actions.answer_question(request.actor, request=request_id, answer=typed.get("text", "").strip())
        return "The answer is kept, and the time we promised runs again."

    return _write(request, request_id, take, "Write down the answer", "What the customer says", "Keep the answer", "")


@staff(*SERVES)
def add(request: Request, request_id: int) -> HttpResponse:
    """Write down what the customer adds."""

    def take(typed: QueryDict) -> str:
        actions.add_words(request.actor, request=request_id, words=typed.get("text", "").strip())
        return "It is added to the request."

    return _write(request, request_id, take, "Add what the customer says", "What they say", "Add it", "")


@staff(*WORKS)
def reopen(request: Request, request_id: int) -> HttpResponse:
    """Take a closing back."""

    def take(typed: QueryDict) -> str:
        actions.reopen(request.actor, request=request_id, reason=typed.get("text", "").strip())
        return "The request is open again, and the customer is told."

    words = "The reason stays with colleagues. The customer is told that it is open again."
    return _write(request, request_id, take, "Open it again", "Why", "Open it again", words)


@staff(*WORKS)
def dispute(request: Request, request_id: int) -> HttpResponse:
    """The customer tells us that it is not done."""

    def take(typed: QueryDict) -> str:
        actions.dispute(request.actor, request=request_id, words=typed.get("text", "").strip())
        return "It goes back to whoever had it, and its promise runs again."

    return _write(request, request_id, take, "The customer says it is not done", "What is not done", "Send it back", "")


@staff(*WORKS)
def withdraw(request: Request, request_id: int) -> HttpResponse:
    """The customer no longer needs it."""

    def take(typed: QueryDict) -> str:
        actions.withdraw(request.actor, request=request_id, reason=typed.get("text", "").strip())
        return "The request is withdrawn."

    words = "It then counts neither as done nor as missed."
    return _write(request, request_id, take, "The customer no longer needs it", "What they say", "Withdraw it", words)


def _write(
    request: Request, request_id: int, take: Any, title: str, label: str, button: str, words: str
) -> HttpResponse:
    """A page with one box of text about a request."""
    found = queries.whole(request.actor, request_id)
    context = {"heading": title, "label": label, "send": button, "words": words}
    return ask(request, "write", take, address(request_id), whole=found, back=address(request_id), **context)


@staff(*WORKS)
def move(request: Request, request_id: int) -> HttpResponse:
    """Take a step of the workflow that needs no more than a reason."""
    found = queries.whole(request.actor, request_id)
    to = request.POST.get("to") or request.GET.get("to", "")
    step = next((each for each in found.steps if each.to == to), None)
    if step is None:
        raise NotFound("This step cannot be taken now. Look at the request again: somebody may have changed it.")
    name = step.name

    def take(typed: QueryDict) -> str:
        actions.change_status(request.actor, request=request_id, to=to, reason=typed.get("text", "").strip())
        return f"The request is now: {name}."

    if not step.needs and request.method == "POST":
        return done(request, take(request.POST), address(request_id))
    return _write(request, request_id, take, name, "Why", name, "")


@staff(*WORKS)
def delay(request: Request, request_id: int) -> HttpResponse:
    """Tell the customer before the promise is missed."""
    found = queries.whole(request.actor, request_id)

    def take(typed: QueryDict) -> str:
        try:
            day = date.fromisoformat(typed.get("day", ""))
        except ValueError:
            raise Refusal("Choose the day by which it will be done.", field="day") from None
        actions.tell_delay(request.actor, request=request_id, reason=typed.get("text", "").strip(), expected_on=day)
        return "The customer is told of the delay."

    return ask(request, "delay", take, address(request_id), whole=found, back=address(request_id))


@staff(*WORKS)
def assign(request: Request, request_id: int) -> HttpResponse:
    """Give it to a colleague or another team."""
    found = queries.whole(request.actor, request_id)
    council = request.actor.council

    def take(typed: QueryDict) -> str:
        owner = actions.assign(
            request.actor, request=request_id, to=number(typed.get("to")), team=typed.get("team", "")
        )
        return f"{access.names_of(council, [owner]).get(owner, 'A colleague')} has it now."

    colleagues = [each for each in access.members(council) if not each.roles.isdisjoint(ROLES)]
    context = {"colleagues": colleagues, "teams": organisations.teams(council)}
    return ask(request, "assign", take, address(request_id), whole=found, back=address(request_id), **context)


@staff(*WORKS)
def contact(request: Request, request_id: int) -> HttpResponse:
    """A contact about this request: the one in hand, or one that reached the officer directly, in one press."""
    found = queries.whole(request.actor, request_id)
    if request.method != "POST":
        raise NotFound()
    hand = in_hand(request)
    held = hand.id if hand else None
    if held is None:
        typed = request.POST.copy()
        typed["service"], typed["reason"], typed["outcome"] = found.item.service, "progress", "progress-told"
        held = record(request, typed, found.item.person)
    actions.link_contact(request.actor, request=request_id, contact=held)
    return done(request, "The contact is recorded with this request.", address(request_id))


@staff(*SERVES)
def file(request: Request, request_id: int, key: str) -> HttpResponse:
    """A file that came with the request, for those who may see the request."""
    upload, content = queries.file_of(request.actor, request_id, key)
    return as_download(upload.name, upload.content_type, content)
