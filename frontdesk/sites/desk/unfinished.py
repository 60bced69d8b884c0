"""Those who asked for help with what they began: rung by staff, who go on with it for them in one contact."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import OUTBOUND
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries
from frontdesk.domains.forms.types import TROUBLES, Asking
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.asking import ask, done
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff

RINGS = "phone"
_SIGN_UP = (
    "They began to create an account with {email}. Ring them, find or make their record, then open their account with "
    "that address."
)


@staff(*SERVES)
def unfinished(request: Request) -> HttpResponse:
    """The list, the longest first."""
    return page(request, "unfinished", found=queries.asking_for_help(request.actor), troubles=TROUBLES)


@staff(*SERVES)
@require_POST
def take(request: Request, asking: int) -> HttpResponse:
    """Take one up: the call to them is the contact, where none with them is in hand, and their form is open."""
    found = next((each for each in queries.asking_for_help(request.actor) if each.offer.id == asking), None)
    if found is None:
        raise NotFound("A colleague has taken this up already, or they have finished by themselves.")
    contact = _contact(request, found)
    started = forms.give_help(request.actor, offer=asking, contact=contact, person=found.person)
    if started is not None:
        return redirect(reverse("site_desk:form", kwargs={"draft": started.draft}))
    said = _SIGN_UP.format(email=found.offer.email)
    return done(request, said, reverse("site_desk:contact", kwargs={"contact": contact}))


@staff(*SERVES)
def not_reached(request: Request, asking: int) -> HttpResponse:
    """Nobody answers: they are on the list again, and the call is wrapped up as any other."""
    hand = in_hand(request)
    found = queries.ringing(request.actor, hand.id) if hand is not None else None
    if hand is None or found is None or found.id != asking:
        raise NotFound("You have not taken this up, or it is on the list again.")
    to = reverse("site_desk:wrap_up", kwargs={"contact": hand.id})

    def take(typed: QueryDict) -> str:
        forms.not_reached(request.actor, offer=asking)
        return "They are on the list again, with how often they were rung. Wrap up the call now."

    return ask(request, "not_reached", take, to, offer=found, back=reverse("site_desk:unfinished"))


def _contact(request: Request, asking: Asking) -> int:
    """The contact in hand, where it may be theirs; else a call to them that begins now. Refusal when another is in
    hand: it would count as theirs."""
    hand = in_hand(request)
    if hand is not None and (hand.person is None or hand.person == asking.person):
        return hand.id
    return contacts.open_contact(request.actor, channel=RINGS, person=asking.person, direction=OUTBOUND)
