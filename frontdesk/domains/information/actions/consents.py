"""What a customer agrees to, and no longer agrees to."""

from django.db import transaction

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.queries.consents import agreed_to
from frontdesk.domains.information.rules.register import purposes
from frontdesk.domains.information.types import CONSENT_CHANGED
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.channels import CODES
from frontdesk.kernel.errors import Refusal, require


def say_consent(
    actor: Actor, *, person: int, purpose: str, channel: str, given: bool, via: str = "web", wording: int | None = None
) -> bool:
    """Write down that the customer agrees, or no longer agrees, to a purpose on a channel, in the words of today.

    They do it themselves, or staff whom they told (`via` = how). Whether anything changed. Taking it back needs
    nothing more than giving it, and counts from this moment. `wording` is the version of the words that they read: an
    earlier one is refused. Who agreed to earlier words may agree to those of today.
    """
    cluster = people.cluster(actor.council, person)
    own = actor.person is not None and actor.person in cluster and not actor.is_staff
    require(own or (policy.may_record(actor) and actor.person not in cluster), "Only they themselves can say so.")
    if not own and not actor.is_system:
        people.who(actor, person, seen_on="what they agree to")
    told = purposes().get(purpose)
    if told is None or channel not in told.channels or via not in CODES:
        raise Refusal("Choose what this is about.", field="purpose")
    if given and wording is not None and wording != told.version:
        raise Refusal("The words have changed meanwhile. Read them again, and choose again.", field="purpose")
    whose = (people.whose_words(actor) if own else None) or cluster[0]
    with transaction.atomic():
        known = agreed_to(actor.council, cluster, purpose, channel)
        if own and not given and known is None:  # theirs may stand beneath a no of a record joined to it
            known = agreed_to(actor.council, [whose], purpose, channel)
        if known in ((told.version,) if given else (None,)):
            return False
        models.Consent.objects.create(
            council_id=actor.council, person_id=whose, purpose=purpose, channel=channel, wording=told.version,
            given=given, via=via, at=clock.now(), by=actor.user,
        )  # fmt: skip
        data = {"purpose": purpose, "channel": channel, "given": given, "wording": told.version}
        journal.write(actor, CONSENT_CHANGED, thing=("person", whose), person=whose, via=via, data=data)
        return True
