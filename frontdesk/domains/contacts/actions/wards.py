"""In which ward a contact counts: that of its first request that has one, else that of the customer's home on the day.

It is worked out when the contact, its customer or its request is written and kept with the contact, so that a move, a
new boundary and erasure change nothing of what was counted.
"""

from django.db import connection, transaction

from frontdesk.domains.contacts import models, policy
from frontdesk.domains.contacts.types import CONTACT_PLACED
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require


def home_ward(*, person: str, day: str) -> str:
    """A statement for the ward in which a person lived on a day, both named as columns: by the property, else by the
    postcode where all of it lies in one ward. No row, or null, where that is not known.
    """
    return f"""
        SELECT coalesce(
            (SELECT nullif(a.ward, '') FROM places_address_facts a WHERE a.council = h.council AND a.uprn = h.uprn),
            (SELECT min(a.ward) FROM places_address_facts a
             WHERE a.council = h.council AND a.postcode = h.postcode AND a.postcode <> ''
             HAVING min(a.ward) = max(a.ward)))
        FROM people_home_facts h
        WHERE h.council = %(council)s AND h.person = {person}
          AND (h.since IS NULL OR h.since <= {day}) AND (h.until IS NULL OR h.until > {day})
        ORDER BY h.since DESC NULLS LAST, h.id DESC LIMIT 1
    """


_AT_HOME = f"""
    UPDATE contacts_contact c SET ward = coalesce(({home_ward(person="c.person_id", day="c.local_day")}), '')
    WHERE c.council_id = %(council)s AND c.id = %(contact)s AND NOT c.ward_of_request
"""


def place_at_home(council: int, contact: int) -> None:
    """Work out anew the ward of a contact whose customer was said. One that has its ward from a request keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_HOME, {"council": council, "contact": contact})


def place_contact(actor: Actor, *, contact: int, ward: str) -> None:
    """Say in which ward a contact counts: that of its first request that has one. Nothing happens when it is so."""
    require(policy.may_record(actor))
    with transaction.atomic(savepoint=False):
        row = models.Contact.objects.select_for_update(no_key=True).filter(council_id=actor.council, pk=contact).first()
        if row is None:
            raise NotFound("We could not find that contact.")
        if row.ward == ward and row.ward_of_request:
            return
        row.ward, row.ward_of_request = ward, True
        row.save(update_fields=["ward", "ward_of_request"])
        journal.write(actor, CONTACT_PLACED, thing=("contact", row.pk), person=row.person_id, via=row.channel)
