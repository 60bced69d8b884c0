"""Services as staff see them: find one, what to say and promise, and start it in the contact in hand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries as queries_of_contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as queries_of_forms
from frontdesk.domains.forms.types import OPEN, Draft
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.needs import BY_NEED
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.acting import refuse_stranger
from frontdesk.sites.desk.asking import as_one
from frontdesk.sites.desk.exceptions import grant
from frontdesk.sites.desk.furniture import channel_name, forget_hand, in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.helping import helping
from frontdesk.sites.desk.home import channels
from frontdesk.sites.desk.searching import keep, kept
from frontdesk.ui.presses import NOT_TYPED

CALLERS = 20
"""To how many callers after one another an old page serves; then it leads to the last one's form."""


@staff(*SERVES)
def everything(request: Request) -> HttpResponse:
    """All services, or those that fit the words typed; the customer they are for goes along."""
    sent = request.method == "POST"
    person = row_number((request.POST if sent else request.GET).get("person"))
    typed = (request.POST.get("q", "").strip() if sent else kept(request, request.GET.get("search"))) or ""
    if sent and "fragment" not in request.POST:
        whom = f"&person={person}" if person else ""
        return redirect(f"{request.path}?search={keep(request, typed)}{whom}")
    found = services.search(request.actor, typed, 20) if typed else services.catalogue(request.actor)
    named = queries.name_for(request.actor, person)
    context: dict[str, Any] = {"found": found, "typed": typed, "person": person, "named": named}
    if sent:
        return render(request, "site_desk/service_list.jinja", context)
    return page(request, "services", **context)


@staff(*SERVES)
def service(request: Request, code: str) -> HttpResponse:
    """One service: who it is for, what to say, what may be promised, and the button that starts it."""
    definition = _definition(request, code)
    hand = in_hand(request)
    person = row_number(request.GET.get("person")) or (hand.person if hand else None)
    return page(request, "service", **_context(request, definition, hand, person))


def _definition(request: Request, code: str) -> Definition:
    found = services.published(request.actor.council, code)
    if found is None:
        raise NotFound("We have no such service.")
    return found.definition


def _context(request: Request, definition: Definition, hand: Contact | None, person: int | None) -> dict[str, Any]:
    council = request.actor.council
    ways = [(hand.channel, channel_name(council, hand.channel))] if hand else channels(request)
    asks = definition.digital_only is not None and person is not None
    excepted = asks and queries.exception_for(council, person or 0, definition.code) is not None
    closed = {code: definition.alternative(code) for code, _ in ways if definition.alternative(code) is not None}
    return {
        "service": definition,
        "hand_now": hand,
        "ways": ways,
        "closed": closed,
        "person": person,
        "named": queries.name_for(request.actor, person),
        "excepted": excepted,
        **helping(request, person, service=definition.code, caller=hand.person if hand else None),
        "counted": _counted(request, definition) if request.actor.has("manager") else [],
        "asks_exception": bool(definition.digital_only and closed and not excepted),
        "had": [channel_name(council, code) for code in definition.channels.open],
        "reason": _reason(council, definition.kind),
    }


def _reason(council: int, kind: str) -> str:
    """Why a contact about a service of this kind is made, in the council's own list."""
    reasons = queries_of_contacts.lists_of(council).reasons
    return next((code for code in (kind, "ask", *reasons) if code in reasons), "")


_COUNTED = {BY_NEED: "A need that is on record"}


def _counted(request: Request, definition: Definition) -> list[dict[str, str]]:
    """How often each reason has let somebody have an online-only service another way."""
    only = definition.digital_only
    granted = queries.exceptions_by_reason(request.actor.council, definition.code) if only else {}
    return [
        {
            "label": (only.reason(code) if only else "") or _COUNTED.get(code, "Other reasons, from before"),
            "text": str(number),
        }
        for code, number in granted.items()
    ]


@staff(*SERVES)
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Start the form in the contact in hand; one is taken by the channel pressed where there is none."""
    definition = _definition(request, code)
    person = row_number(request.POST.get("person"))
    try:
        draft = queries_of_forms.draft(request.actor, _started(request, definition, person))
        if draft.answers or draft.state != OPEN:  # an old page: its press made this one, and it has been worked on
            return _begun_before(request, definition, draft)
        return redirect("site_desk:form", draft=draft.id)
    except NotFound:
        raise
    except Refusal as refusal:
        forget_hand(request)
        context = _context(request, definition, in_hand(request), person)
        return page(request, "service", **context, errors={refusal.field or "": refusal.sentence})


def _begun_before(request: Request, definition: Definition, draft: Draft) -> HttpResponse:
    """What this press began in the contact is there already: go on with it, or start another."""
    again = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TYPED]
    return page(request, "begun", service=definition, draft=draft, sent=draft.state != OPEN, again=again)


def _started(request: Request, definition: Definition, person: int | None) -> int:
    """The draft of this press. An old page pressed when its contact has gone starts another, in the contact in hand."""
    for nth in range(CALLERS):
        draft, contact = as_one(request, lambda: _start(request, definition, person), nth=nth)
        forget_hand(request)
        hand = in_hand(request)
        if hand is not None and hand.id == contact:
            break
    return int(draft)


def _start(request: Request, definition: Definition, person: int | None) -> tuple[int, int]:
    """The draft and the contact in which it was started."""
    asked = definition.digital_only is not None and "reason" in request.POST
    exception = grant(request, definition, person, request.POST) if asked else None
    hand = _hand(request, person)
    refuse_stranger(request, hand, person, definition.code)
    started = forms.start_draft(
        request.actor, service=definition.code, channel=hand.channel, person=person or hand.person, contact=hand.id,
        exception=exception,
    )  # fmt: skip
    return started.draft, hand.id


def _hand(request: Request, person: int | None) -> Contact:
    hand = in_hand(request)
    if hand is None:
        contacts.open_contact(request.actor, channel=request.POST.get("channel", ""), person=person)
        forget_hand(request)
        hand = in_hand(request)
    elif hand.person is None and person is not None:
        contacts.say_who(request.actor, contact=hand.id, person=person)
    if hand is None:
        raise Refusal("Take a contact first.")
    return hand


def address(code: str, person: int | None = None) -> str:
    """The address of a service's page for a customer."""
    return reverse("site_desk:service", kwargs={"code": code}) + (f"?person={person}" if person else "")
