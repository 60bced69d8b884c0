"""What a request was granted goes on the customer's card, one step below."""

from collections.abc import Sequence

from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards import queries
from frontdesk.domains.requests import models
from frontdesk.domains.requests.types import CLOSED
from frontdesk.kernel.journal import Entry


def put_on_cards(entries: Sequence[Entry]) -> None:
    """Follow closings and openings of one council's requests, oldest first, for services that give an entitlement."""
    council = entries[0].council
    services = queries.services_that_give(council)
    if not services:
        return
    rows = models.Request.objects.filter(
        council_id=council, id__in={each.thing_id for each in entries}, service__in=services, person__isnull=False
    )
    known = {row.pk: (row.service, row.person_id) for row in rows.only("id", "service", "person_id")}
    for each in entries:
        service, person = known.get(each.thing_id, ("", None))
        if person is None:
            continue
        if each.kind == CLOSED:
            outcome = str(each.data.get("outcome", ""))
            cards.grant_for_request(council, person=person, request=each.thing_id, service=service, outcome=outcome)
        else:
            cards.take_back_for_request(council, request=each.thing_id, person=person)
