"""Help with accounts of which somebody says that it was not them: what staff look into."""

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.account_help import helps
from frontdesk.domains.people.queries.records import called
from frontdesk.domains.people.types.accounts import Denied
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

MOST = 100


def denied_helps(actor: Actor) -> list[Denied]:
    """Those that nobody has seen to, the longest first, of customers whom the actor may know."""
    require(policy.may_open_accounts(actor))
    rows = models.AccountHelp.objects.filter(council_id=actor.council, denied_at__isnull=False, settled_at=None)
    found = helps(rows.order_by("denied_at")[:MOST])
    names = called(actor, [each.person for each in found]) if found else {}
    return [
        Denied(each, names[each.person].name, each.denied_at)
        for each in found
        if each.denied_at is not None and each.person in names and not names[each.person].hidden
    ]
