"""Looking up the addresses of a postcode, counted for visitors: property data is personal (LESSONS, People)."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from frontdesk.domains.places import models, policy, queries
from frontdesk.domains.places.rules.lookups import WINDOW, decide_look_up
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import AddressPage, Whose
from frontdesk.kernel import clock, locks
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

TOO_MANY = "too-many-look-ups"
_KEPT = timedelta(hours=1)


def look_up_addresses(actor: Actor, *, postcode: str, visitor: str, after: int = 0) -> AddressPage:
    """Return the addresses of a postcode for somebody who fills in a form, and count the look-up.

    ``visitor`` tells visitors apart (session key, or the network address where there is none); only a keyed hash is
    kept, for an hour. 20 look-ups in 10 minutes, then Refusal with code "too-many-look-ups" that says to type the
    address; further pages of one postcode count too. Staff are not counted.
    """
    if policy.is_counted(actor):
        _count(actor.council, visitor)
    return queries.addresses_at(actor.council, postcode, after=after)


def look_up_council(actor: Actor, *, postcode: str, visitor: str) -> Whose:
    """Which council looks after a postcode, for somebody who asks; counted and refused as `look_up_addresses` is.

    Refusal for a text that is no postcode.
    """
    if normalise_postcode(postcode) is None:
        raise Refusal("Enter a full UK postcode, like ZY1 4AB.", field="postcode")
    if policy.is_counted(actor):
        _count(actor.council, visitor)
    return queries.whose(actor.council, postcode)


def _count(council: int, visitor: str) -> None:
    """Count one look-up, or refuse it uncounted."""
    now = clock.now()
    minute = now.replace(second=0, microsecond=0)
    hidden = salted_hmac("places.look_up", f"{council}:{visitor}", algorithm="sha256").hexdigest()[:32]
    with transaction.atomic():
        # One visitor's look-ups follow one another, so that twenty at once are twenty and not one.
        locks.take_turns(hidden)
        counts = models.LookUpCount.objects.filter(council_id=council, visitor=hidden)
        recent = list(counts.filter(minute__gt=now - WINDOW - timedelta(minutes=1)).values_list("minute", "count"))
        decision = decide_look_up(recent, now)
        if not decision.allowed:
            raise Refusal(decision.why, field="postcode", code=TOO_MANY)
        if not recent:
            models.LookUpCount.objects.filter(council_id=council, minute__lt=now - _KEPT).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO places_lookupcount AS held (council_id, visitor, minute, count) VALUES (%s, %s, %s, 1)"
                " ON CONFLICT (council_id, visitor, minute) DO UPDATE SET count = held.count + 1",
                [council, hidden, minute],
            )
