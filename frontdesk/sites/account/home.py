"""The account: what needs you now, what is on its way, what is past; and the drafts to go on with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.sites.account.request import signed_in, who


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The customer's own page."""
    council, actor = who(request)
    cluster = people.cluster(council.id, actor.person) if actor.person else []
    known = requests.requests_of(council.id, cluster) if cluster else []
    page = {
        "person": people.person(actor, actor.person) if actor.person else None,
        "asked": access.invitations(council.id, user=actor.user or 0),
        "to_act": people.asked_of(actor),
        "new": requests.number_unseen(council.id, cluster) + contacts.number_unseen(council.id, cluster),
        "claims": people.claimable(actor),
        "drafts": forms.open_drafts(actor, person=actor.person),
        "questions": [one for one in known if "answer" in one.may],
        "open": [one for one in known if one.closed_at is None],
        "past": [one for one in known if one.closed_at is not None],
    }
    return render(request, "site_account/home.jinja", page)
