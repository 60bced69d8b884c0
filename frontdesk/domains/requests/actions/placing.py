"""The wards of requests that came before theirs was known, and of the contacts that requests had: that of the first
request of each that has one.
"""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.types import GridPoint
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.arrival import for_the_house
from frontdesk.domains.requests.types import PLACED, REQUEST
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor

AT_ONCE = 500


def place_requests(council: int) -> int:
    """Give requests with a point and no ward the one that stood there on their day, and their contacts too; how many.

    They came before the wards were brought in. A request that has a ward keeps it.
    """
    actor, placed, last = Actor.system(council), 0, 0
    without = models.Request.objects.filter(council_id=council, ward="", easting__isnull=False).order_by("pk")
    while True:
        with transaction.atomic():
            rows = list(without.filter(pk__gt=last).select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
            placed += _place(actor, rows)
        if len(rows) < AT_ONCE:
            return placed
        last = rows[-1].pk


def _place(actor: Actor, rows: list[models.Request]) -> int:
    found = places.wards_on(actor.council, [(_spot(row), row.local_day) for row in rows])
    for row, ward in zip(rows, found, strict=True):
        row.ward = ward
    known = [row for row in rows if row.ward]
    models.Request.objects.bulk_update(known, ["ward"])
    journal.write_many(actor, [journal.Entry(PLACED, REQUEST, row.pk) for row in known])
    tied = models.RequestContact.objects.filter(council_id=actor.council, request__in=known)
    place_contacts(actor, tied.order_by("contact").values_list("contact", flat=True).distinct())
    return len(known)


def _spot(row: models.Request) -> GridPoint:
    return GridPoint(row.easting or 0, row.northing or 0)


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
