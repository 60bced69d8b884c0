"""Filling in a form for a customer: the shared form pages behind the desk's door, with the words to say beside them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Hit
from frontdesk.domains.places import actions as places
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Incomplete, LooksTheSame
from frontdesk.domains.services import queries as services
from frontdesk.kernel import channels
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.furniture import forget_hand, furniture, in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.helping import helping, ringing
from frontdesk.sites.desk.searching import shown
from frontdesk.sites.desk.services import address as service_address
from frontdesk.ui import formpages

_NAMES = {
    "page": "form_page", "entry": "form_entry", "check": "form_check", "ending": "form_ending", "save": "form_save",
    "file": "form_file", "done": "form_done", "gone": "form_gone", "here": "form", "start": "form_start",
}  # fmt: skip
_STAFF = {"question_page": "ui/forms/question_page_staff.jinja", "check_answers": "ui/forms/check_answers_staff.jinja"}


def _address(name: str, **parts: Any) -> str:
    return reverse(f"site_desk:{_NAMES.get(name, name)}", kwargs=parts)


def look_up(request: Request) -> formpages.LookUp:
    """How the desk looks up addresses: without the limit that holds for visitors."""

    def found(postcode: str) -> formpages.Found:
        try:
            return places.look_up_addresses(request.actor, postcode=postcode, visitor="").addresses, ""
        except Refusal as refusal:
            return None, refusal.sentence

    return found


def door_of(request: Request, draft: int) -> formpages.Door:
    """The desk's door to a draft: opened by what staff may, not by a key."""

    def more(found: Draft, shown_page: Any) -> dict[str, Any]:
        words = found.published.definition.staff
        return {
            **furniture(request),
            "can_save": found.published.definition.restricted is None,
            "say": getattr(shown_page, "say", ""),
            "opening": words.opening if words and not _excepted(found) else "",
            "may_promise": words.may_promise if words else "",
            "closing": words.closing if words else "",
            "customer_words": _for_whom(request, found),
            **_help(request, found),
        }

    return formpages.Door(
        request.actor, draft, _address, look_up(request), _send, more=more,
        template=lambda name: _STAFF.get(name, f"site_desk/form_{name}.jinja"),
    )  # fmt: skip


def _help(request: Request, draft: Draft) -> dict[str, Any]:
    """How to help whom it is for and whom one speaks with; first of all whom to ring."""
    told = helping(request, _whose(request, draft), service=draft.service, caller=_caller(request, draft))
    return {**told, "help_lines": [*ringing(request, contact_for(request, draft)), *told["help_lines"]]}


def _excepted(draft: Draft) -> bool:
    """Whether an online-only service is done another way: the exception is granted, so nobody is sent online again."""
    return draft.published.definition.digital_only is not None and draft.channel not in channels.DIGITAL


def _for_whom(request: Request, draft: Draft) -> str:
    name = people.name_for(request.actor, _whose(request, draft))
    return f"{draft.published.definition.name} for {name}" if name else draft.published.definition.name


def _caller(request: Request, draft: Draft) -> int | None:
    held = contact_for(request, draft)
    return held.person if held else None


def _whose(request: Request, draft: Draft) -> int | None:
    return draft.person or _caller(request, draft)


@staff(*SERVES)
def here(request: Request, draft: int) -> HttpResponse:
    """Go to where the form stands."""
    door = door_of(request, draft)
    found = door.read()
    return door.closed(found) or formpages.go_on(door, found)


@staff(*SERVES)
def start(request: Request, draft: int) -> HttpResponse:
    """Back from the first page: the service's own page."""
    found = door_of(request, draft).read()
    return redirect(service_address(found.service, found.person))


@staff(*SERVES)
@require_POST
def continue_draft(request: Request, draft: int) -> HttpResponse:
    """Go on with what a customer began online, in the contact in hand: it counts as assisted."""
    hand, email = in_hand(request), request.POST.get("email", "")
    if hand is None and email:
        raise Refusal("Take the contact first. Then find the form again and go on with it.")
    forms.continue_draft(
        request.actor, draft=draft, contact=hand.id if hand else None, person=hand.person if hand else None, email=email
    )
    return redirect(_address("here", draft=draft))


@staff(*SERVES)
def question(request: Request, draft: int, page: str) -> HttpResponse:
    """One question page."""
    return formpages.page(request, door_of(request, draft), page)


@staff(*SERVES)
def entry(request: Request, draft: int, page: str, n: int) -> HttpResponse:
    """One entry of a repeating group."""
    return formpages.entry(request, door_of(request, draft), page, n)


@staff(*SERVES)
def check(request: Request, draft: int) -> HttpResponse:
    """Read the answers back, and send."""
    return formpages.check(request, door_of(request, draft))


@staff(*SERVES)
def ending(request: Request, draft: int) -> HttpResponse:
    """An ending that takes nothing."""
    return formpages.ending(request, door_of(request, draft))


@staff(*SERVES)
def save(request: Request, draft: int) -> HttpResponse:
    """Send the customer a link to finish it themselves."""
    return formpages.save(request, door_of(request, draft))


@staff(*SERVES)
def file(request: Request, draft: int, file: str) -> HttpResponse:
    """A file of the form."""
    return formpages.file(door_of(request, draft), file)


@staff(*SERVES)
def gone(request: Request, draft: int) -> HttpResponse:
    """The form ran out."""
    found = door_of(request, draft).read()
    return page(
        request,
        "form_ended",
        status=410,
        heading="This form has run out",
        reason="Unfinished forms are kept for 28 days after somebody last worked on them. Then they are deleted.",
        begin_again=service_address(found.service, found.person),
    )


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask whose it is where nobody has said so, then hand the form in."""
    at: Any = request
    held = contact_for(at, draft)
    person = draft.person or (held.person if held else None) or row_number(request.POST.get("who"))
    # Whoever tells of a restricted matter may stay unnamed: nobody is looked up, nobody is asked for.
    unnamed = draft.published.definition.restricted is not None
    if person is None and request.POST.get("who") != "new" and not unnamed:
        hits = _fitting(at, draft)
        if hits:
            return page(at, "form_who", draft=draft, hits=shown(at, hits), errors=_unanswered(at, "who"))
    chosen = request.POST.get("same-as", "")
    new = chosen == "new"
    channel, contact = (held.channel, held.id) if held else (draft.channel, None)
    try:
        receipt = requests.report_request(
            at.actor, draft=draft.id, channel=channel, contact=contact, person=person,
            same_as="" if new else chosen, even_if_same=new,
        )  # fmt: skip
    except LooksTheSame as same:
        who = request.POST.get("who", "")
        return page(at, "form_same", near=same.near, draft=draft, chosen=who, errors=_unanswered(at, "same-as"))
    except Incomplete as incomplete:
        return redirect(_address("page", draft=draft.id, page=incomplete.page))
    forget_hand(at)
    return redirect(_address("done" if receipt.taken else "ending", draft=draft.id))


def contact_for(request: Request, draft: Draft) -> Contact | None:
    """The contact that a form belongs to: the one in which they began it, though it has ended; else the one in hand."""
    hand = in_hand(request)
    if draft.contact is None or (hand is not None and hand.id == draft.contact):
        return hand
    begun = contacts.contact(request.actor, draft.contact)
    return begun if begun is not None and begun.handler == request.actor.user else hand


def _unanswered(request: Request, question: str) -> dict[str, str]:
    """What the page says when it was sent with nothing chosen."""
    if request.POST.get("asked") != question or request.POST.get(question):
        return {}
    told = {"who": "Choose whose record it is.", "same-as": "Choose one of these, or that it is new."}
    return {question: told[question]}


def _fitting(request: Request, draft: Draft) -> list[Hit]:
    """People who fit what was said in the form, the likeliest first."""
    hits = {hit.person: hit for each in _said(draft) for hit in people.search(request.actor, each, limit=5)}
    return list(hits.values())[:8]


def _said(draft: Draft) -> list[str]:
    """What the form says of the customer, the surest first."""
    said: dict[str, str] = {}
    for _, each, group in draft.published.definition.questions():
        answer = draft.answers.get(each.code)
        if each.known_as and group is None and answer:
            said.setdefault(each.known_as, answer if isinstance(answer, str) else _in_words(answer))
    return [said[kind] for kind in ("email", "phone", "name") if said.get(kind)]


def _in_words(answer: Any) -> str:
    return (
        " ".join(str(answer.get(part) or "") for part in ("first", "last")).strip() if isinstance(answer, dict) else ""
    )


@staff(*SERVES)
def done(request: Request, draft: int) -> HttpResponse:
    """The receipt, with the words to say."""
    door = door_of(request, draft)
    found = door.read()
    if found.request is None:
        return formpages.go_on(door, found)
    definition = found.published.definition
    return page(
        request,
        "receipt",
        receipt=queries.receipt(request.actor.council, found.request),
        closing=definition.staff.closing if definition.staff else "",
        out_of_sight=not services.named_for(request.actor, definition),
    )
