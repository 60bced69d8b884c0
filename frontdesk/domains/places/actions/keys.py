"""What addresses are found and sorted by: worked out from their parts and the name of their street."""

from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet

from frontdesk.domains.places import models
from frontdesk.domains.places.rules.labels import address_key, sort_key
from frontdesk.domains.places.types import AddressParts
from frontdesk.kernel.bulk import Staging


def follow_streets(council: int, usrns: Collection[int]) -> int:
    """Give the addresses of these streets the keys that the streets' names make now; how many had others."""
    streets = models.Street.objects.filter(council_id=council, usrn__in=usrns).values_list("id", flat=True)
    return _give(council, models.Address.objects.filter(council_id=council, street_id__in=list(streets)))


def give_keys(council: int, uprns: Collection[int]) -> int:
    """Give these addresses the keys that their parts and streets make now; how many had others."""
    return _give(council, models.Address.objects.filter(council_id=council, uprn__in=uprns))


def _give(council: int, rows: "QuerySet[models.Address]") -> int:
    found = rows.values_list(
        "uprn", "organisation", "flat", "building", "number", "street__name", "search_key", "sort_key"
    )
    other = []
    for uprn, organisation, flat, building, number, street, *held in found.iterator():
        parts = AddressParts(organisation, flat, building, number, street or "")
        keys = [address_key(parts), sort_key(parts)]
        if keys != held:
            other.append((uprn, *keys))
    if other:
        with Staging("places_address", ("uprn", "search_key", "sort_key")) as staging:
            staging.fill(other)
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE places_address a SET search_key = s.search_key, sort_key = s.sort_key"
                    f" FROM {staging.name} s WHERE a.council_id = %s AND a.uprn = s.uprn",
                    [council],
                )
    return len(other)
