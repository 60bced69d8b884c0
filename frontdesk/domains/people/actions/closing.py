"""Closing an account: the customer's sign-in is theirs no more, the record stays as the law has it."""

from django.db import transaction

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.actions.acting import end_authority
from frontdesk.domains.people.types import ACCOUNT_CLOSED
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require


def close_account(actor: Actor) -> bool:
    """The signed-in customer closes their account with this council; returns whether the sign-in itself is gone.

    What they asked for goes on, the record stays, and what they may do for others ends. The sign-in goes unless they
    work with a council, or are a customer of another one by it: then only this council's link goes. Whoever registers
    again with a proved address takes the record up again. Refusal for the last owner of an organisation. Who sends a
    form at this moment sends it: the request stands on the record.
    """
    require(actor.user is not None and not actor.is_staff, "Sign in as a customer first.")
    user = actor.user or 0
    with transaction.atomic():
        links = models.SignInLink.objects.select_for_update().filter(council_id=actor.council, user_id=user)
        held = list(links)
        for each in queries.acted_for(actor):
            end_authority(actor, authority=each.authority.id)
        for link in held:
            if link.confirmed_at is not None:
                data = {"user": user}
                journal.write(actor, ACCOUNT_CLOSED, thing=("person", link.person_id), person=link.person_id, data=data)
        links.delete()
        gone = not sign_ins.memberships_of(user) and not queries.used_elsewhere(actor.council, user)
        if gone:
            access.close_sign_in(user=user)
        return gone
