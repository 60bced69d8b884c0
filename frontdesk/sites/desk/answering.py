"""Which council one answers for, for staff of several: the choice stands in the session until it is changed."""

from django.http import HttpResponse, QueryDict

from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import ask
from frontdesk.sites.desk.furniture import in_hand
from frontdesk.sites.desk.gate import Request, staff


@staff()
def answering(request: Request) -> HttpResponse:
    """Choose among the councils whose staff one is. The middleware asks the memberships again on each page."""
    mine = [organisations.council_by_id(each) for each in request.session.get("desk_councils", [])]
    councils = [each for each in mine if each is not None]

    def take(typed: QueryDict) -> str:
        chosen = next((each for each in councils if each.id == row_number(typed.get("council"))), None)
        if chosen is None:
            raise Refusal("Choose a council.", field="council")
        if in_hand(request) is not None and chosen.id != request.actor.council:
            raise Refusal("Wrap up the contact you have in hand first.", field="council")
        request.session["answering_for"] = chosen.id
        return f"You answer for {chosen.name} now."

    return ask(request, "answering", take, "/desk/", councils=councils, current=request.actor.council)
