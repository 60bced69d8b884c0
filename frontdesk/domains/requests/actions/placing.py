"""The ward of the contacts that requests had: that of the first request of each that has one."""

from collections.abc import Iterable

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.arrival import for_the_house
from frontdesk.kernel.actor import Actor


def place_contacts(actor: Actor, ids: Iterable[int]) -> None:
    """Say to these contacts in which ward they count. Those whose requests have none stay where they are."""
    for contact in ids:
        tied = models.RequestContact.objects.filter(council_id=actor.council, contact_id=contact)
        wards = tied.exclude(request__ward="").order_by("id").values_list("request__ward", flat=True)
        ward = wards.first()
        if ward:
            contacts.place_contact(for_the_house(actor), contact=contact, ward=ward)


def contacts_of(row: models.Request) -> list[int]:
    """The contacts that a request had."""
    tied = models.RequestContact.objects.filter(council_id=row.council_id, request=row)
    return list(tied.order_by("id").values_list("contact_id", flat=True).distinct())
