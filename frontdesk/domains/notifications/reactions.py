"""What lower domains' news makes us tell."""

from collections.abc import Sequence

from frontdesk.domains.access import queries as access
from frontdesk.domains.notifications.actions import tell
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people.types import LINKED
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry, reaction

_OPENED = (
    "We opened an account for you while you spoke with us. With it you can see what you asked us for and how it "
    "is going.\n\n"
    "To get in, ask for a code at the address below. It comes to this email address; you need no password.\n\n"
    "If you did not ask us for an account, you need do nothing: it opens only for somebody who reads your email."
)


@reaction("notifications.account_opened", LINKED)
def tell_of_account(entries: Sequence[Entry]) -> None:
    """Tell a customer that staff opened an account for them, and how to get in: staff know no password."""
    for entry in entries:
        council = organisations.council_by_id(entry.council)
        if council is None or entry.data.get("how") != "staff" or entry.data.get("confirmed"):
            continue
        tell(
            Actor.system(entry.council),
            topic="account",
            subject="Your account is ready",
            body=_OPENED,
            about=("person", entry.thing_id),
            key=f"account-opened:{entry.data['user']}",
            email=access.email_of(int(entry.data["user"])),
            link=links.absolute(council.code, "/account/sign-in/code/"),
        )
