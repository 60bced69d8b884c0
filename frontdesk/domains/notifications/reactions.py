"""What lower domains' news makes us tell."""

from collections.abc import Sequence

from frontdesk.domains.access import queries as access
from frontdesk.domains.access.types import MEMBER_ASKED, ROLE_NAMES
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

_ASKED = (
    "{who} has asked you to work with the council’s front desk, as: {roles}.\n\n"
    "To say yes, open the address below and sign in with this email address. You need no password: choose to get a "
    "code by email. Until you say yes, nothing of the council’s work is open to you, and nothing changes in an account "
    "that you may have with us.\n\n"
    "If this is a mistake, say so on the same page, or do nothing. You can ask us about it: {reach}."
)


@reaction("notifications.member_asked", MEMBER_ASKED)
def tell_whoever_is_asked(entries: Sequence[Entry]) -> None:
    """Tell whoever was asked to work for a council who asked, as what, and what to do when it is a mistake."""
    for entry in entries:
        council = organisations.council_by_id(entry.council)
        asked = access.invitations(entry.council, user=int(entry.data["user"]))
        if council is None or not asked:
            continue
        by = access.names_of(entry.council, [entry.user or 0]).get(entry.user or 0, "")
        roles = [name for code, name in ROLE_NAMES.items() if code in asked[0].roles]
        body = _ASKED.format(
            who=f"{by} of {council.name}" if by else council.name,
            roles=", ".join(roles),
            reach=" or ".join(filter(None, (council.phone, council.email))) or council.name,
        )
        tell(
            Actor.system(entry.council),
            topic="account",
            subject=f"{council.name} asks you to work with its front desk",
            body=body,
            about=("membership", entry.thing_id),
            key=f"member-asked:{entry.id}",
            email=asked[0].email,
            link=links.absolute(council.code, "/account/join/"),
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
