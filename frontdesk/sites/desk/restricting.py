"""A restricted record: by which case, who was told that it will be lifted, and lifting it."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.types import Restriction
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.gate import LIFTS, Request, staff
from frontdesk.sites.desk.rights import said


@staff(*LIFTS)
def restriction(request: Request, person: int) -> HttpResponse:
    """Why the record is restricted; tell the customer that it will be lifted, then lift it."""
    one = queries.restriction_of(request.actor, person)
    found = people.who(request.actor, person, seen_on="restriction")
    back = reverse("site_desk:data_of", kwargs={"person": person})
    here = reverse("site_desk:restriction", kwargs={"person": person})

    def take(typed: QueryDict) -> str:
        return str(as_one(request, lambda: _done(request, one, typed)))

    to = here if request.POST.get("do") == "tell" else back
    may = one.told_at is not None and one.lifts_on is not None and one.lifts_on <= clock.today()
    return ask(request, "restriction", take, to, person=found, one=one, back=back, may=may)


def _done(request: Request, one: Restriction, typed: QueryDict) -> str:
    if typed.get("do") == "tell":
        told = actions.tell_of_lifting(request.actor, record=one.record, reason=typed.get("reason", ""))
        return said(told, "The customer was told.", "It is written down that they are told.")
    words, agreed = typed.get("words", ""), typed.get("agreed") == "yes"
    told = actions.lift_restriction(request.actor, record=one.record, words=words, agreed=agreed)
    return said(told, "The restriction is lifted, and the customer was told.", "The restriction is lifted.")
