"""The account: what needs you now, what is on its way, what is past; and the drafts to go on with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.documents import queries as documents
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.request import signed_in, who


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The customer's own page."""
    council, actor = who(request)
    cluster = people.cluster(council.id, actor.person) if actor.person else []
    known = requests.requests_of(council.id, cluster) if cluster else []
    page = {
        "open": [one for one in known if one.closed_at is None],
        "past": [one for one in known if one.closed_at is not None],
        "questions": [one for one in known if "answer" in one.may],
        **_to_do(actor, cluster),
    }
    return render(request, "site_account/home.jinja", page)


def _to_do(actor: Actor, cluster: list[int]) -> dict[str, Any]:
    """What waits for the customer beside our questions."""
    new = requests.number_unseen(actor.council, cluster) + contacts.number_unseen(actor.council, cluster)
    return {
        "drafts": forms.open_drafts(actor),
        "new": new,
        "letters": documents.number_unopened(actor.council, cluster),
        "asked": access.invitations(actor.council, user=actor.user or 0),
        "to_act": people.asked_of(actor),
        "claims": people.claimable(actor),
    }
