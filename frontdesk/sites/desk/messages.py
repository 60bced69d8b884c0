"""What customers wrote that is about no request: the list that waits for the front desk, and answering it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import Conversation
from frontdesk.domains.people import queries as people
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.helping import helping

MOST = 50


@staff(*SERVES)
def waiting(request: Request) -> HttpResponse:
    """Messages that nobody has answered, those that wait longest first."""
    found = queries.conversations_waiting(request.actor, MOST)
    names = people.called(request.actor, {each.person for each in found if each.person is not None})
    lines = [(each, names.get(each.person or 0)) for each in found]
    in_all = len(found) if len(found) < MOST else queries.number_unanswered(request.actor)
    return page(request, "messages", lines=lines, in_all=in_all)


@staff(*SERVES)
def conversation(request: Request, conversation: int) -> HttpResponse:
    """One, with all that was said, how to help this customer, and a box to answer."""
    found = queries.conversation(request.actor, conversation)
    to = reverse("site_desk:messages")

    def take(typed: QueryDict) -> str:
        words, seen = typed.get("text", ""), row_number(typed.get("seen"))
        as_one(request, lambda: actions.write_back(request.actor, conversation=conversation, words=words, seen=seen))
        return "Sent. The customer is told by email that there is an answer."

    def read() -> dict[str, Any]:
        talk = queries.conversation(request.actor, conversation) if request.method == "POST" else found
        return {"talk": talk, "lines": _lines(request, talk)}

    customer = people.name_for(request.actor, found.person)
    return ask(request, "conversation", take, to, read=read, customer=customer, **helping(request, found.person))


def _lines(request: Request, talk: Conversation) -> list[tuple[str, datetime, str]]:
    names = access.names_of(request.actor.council, {each.by for each in talk.words if each.by and not each.by_customer})
    return [
        ("The customer" if each.by_customer else names.get(each.by or 0, "A colleague"), each.at, each.body)
        for each in talk.words
    ]


@staff(*SERVES)
def settle(request: Request, conversation: int) -> HttpResponse:
    """Nothing is left to answer."""
    if request.method != "POST":
        raise NotFound("We could not find that page.")
    actions.settle_conversation(request.actor, conversation=conversation, seen=row_number(request.POST.get("seen")))
    return done(request, "It is off the list. The customer is told nothing.", reverse("site_desk:messages"))
