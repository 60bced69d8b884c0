"""What lower domains' news makes us tell."""

import re
from collections.abc import Sequence

from frontdesk.domains.access import queries as access
from frontdesk.domains.access.types import MEMBER_ASKED, ROLE_NAMES
from frontdesk.domains.notifications.actions import end_choices, tell
from frontdesk.domains.notifications.actions import release_held as release
from frontdesk.domains.notifications.rules import account_help
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import ACCOUNT_CLOSED, PARTED
from frontdesk.domains.people.types.accounts import HELP_STARTED
from frontdesk.domains.people.types.acting import AUTHORITY_ASKED, AUTHORITY_RECORDED
from frontdesk.domains.people.types.deaths import DEATH_ENDED
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry, reaction

_ASKED = (
    "{who} has asked you to work with the council’s front desk, as: {roles}.\n\n"
    "To say yes, open the address below and sign in with this email address. You need no password: choose to get a "
    "code by email. Until you say yes, nothing of the council’s work is open to you, and nothing changes in an account "
    "that you may have with us.\n\n"
    "If this is a mistake, say so on the same page, or do nothing. You can ask us about it: {reach}."
)

_TO_ACT = (
    "{who} asks you to act for them with {council}: to ask us for things in their name, and to see how it goes.\n\n"
    "To say yes or no, open the address below and sign in with this email address. You need no password: choose to get "
    "a code by email. Nothing of theirs is open to you before you say yes.\n\n"
    "If you do not know them, say no on the same page, or do nothing."
)
_MAY_ACT = (
    "We have recorded that {who} may act for you: {what}.\n\n"
    "If this is not right, tell us at once and we end it: {reach}. You can also end it in your account."
)


_PLAIN = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
"""What a name may look like in a message to somebody else: customers write their own, and it must not be a link."""

_DOT = re.compile(r"\.(?=\w)|www", re.IGNORECASE)


def _reach(council: Council) -> str:
    """How one asks the council about it."""
    return " or ".join(filter(None, (council.phone, council.email))) or council.name


def _called(name: str) -> str:
    return name if len(name) <= 70 and _PLAIN.fullmatch(name) and not _DOT.search(name) else "Somebody"


@reaction("notifications.asked_to_act", AUTHORITY_ASKED)
def tell_whoever_is_asked_to_act(entries: Sequence[Entry]) -> None:
    """Ask whoever reads the email whether they act for the customer; nothing is said of what for."""
    for entry in entries:
        council, asked = (
            organisations.council_by_id(entry.council),
            people.asked_by_email(entry.council, entry.thing_id),
        )
        if council is None or asked is None:
            continue
        tell(
            Actor.system(entry.council),
            topic="account",
            subject=f"You are asked to act for somebody with {council.name}",
            body=_TO_ACT.format(who=_called(asked.name), council=council.name),
            about=("authority", entry.thing_id),
            key=f"asked-to-act:{entry.thing_id}",
            email=asked.address,
            link=links.absolute(council.code, f"/account/acting/asked/{entry.thing_id}/"),
        )


@reaction("notifications.may_act", AUTHORITY_RECORDED)
def tell_whom_they_may_act_for(entries: Sequence[Entry]) -> None:
    """Tell a customer that staff recorded who may act for them, so that a mistake or worse comes out."""
    for entry in entries:
        council, told = (
            organisations.council_by_id(entry.council),
            people.told_of_authority(entry.council, entry.thing_id),
        )
        if council is None or told is None or entry.person is None:
            continue
        tell(
            Actor.system(entry.council),
            topic="account",
            subject=f"Somebody may act for you with {council.name}",
            body=_MAY_ACT.format(
                who=told.name or "Somebody",
                what="in one contact only" if told.once else "until it is ended or runs out",
                reach=_reach(council),
            ),
            about=("authority", entry.thing_id),
            key=f"may-act:{entry.thing_id}",
            to_person=entry.person,
            link=links.absolute(council.code, "/account/helpers/"),
        )


@reaction("notifications.release_held", DEATH_ENDED, PARTED)
def release_held(entries: Sequence[Entry]) -> None:
    """Send what was held for somebody who has not died, or whose record was parted from the one who has."""
    release(entries[0].council)


@reaction("notifications.account_closed", ACCOUNT_CLOSED)
def follow_closed_accounts(entries: Sequence[Entry]) -> None:
    """What was chosen in an account that is closed ends with it: whoever comes back begins anew."""
    for entry in entries:
        if entry.person is not None and entry.happened_at is not None:
            end_choices(entry.council, person=entry.person, until=entry.happened_at)


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
            reach=_reach(council),
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


@reaction("notifications.account_help", HELP_STARTED)
def tell_of_account_help(entries: Sequence[Entry]) -> None:
    """Tell a customer how to finish what staff started with their account, and tell whoever else reads them of it."""
    for entry in entries:
        council = organisations.council_by_id(entry.council)
        told = people.help_to_tell(entry.council, entry.thing_id)
        if council is None or told is None:
            continue
        reach = council.phone or council.email or council.name
        key = f"account-help:{entry.thing_id}:{entry.data.get('sent', 1)}"
        _tell_help(entry, council.code, told.person, key, account_help.to_finish(told, reach), told.address)
        hear = account_help.to_hear(told, reach)
        if hear is None or entry.data.get("sent", 1) != 1:
            continue
        for number, email in enumerate(told.emails):
            _tell_help(entry, council.code, told.person, f"{key}:{number}", hear, email)
        link = links.absolute(council.code, _path(entry, hear))
        for number, mobile in enumerate(told.mobiles):
            tell(
                Actor.system(entry.council), topic="account", subject="", link="", phone=mobile,
                body=account_help.as_text(hear, reach, link), about=("person", told.person),
                key=f"{key}:text{number}", to_person=told.person,
            )  # fmt: skip


def _tell_help(entry: Entry, code: str, person: int, key: str, words: account_help.Words, email: str) -> None:
    tell(
        Actor.system(entry.council),
        topic="account",
        subject=words.subject,
        body=words.body,
        about=("person", person),
        key=key,
        email=email,
        link=links.absolute(code, _path(entry, words)),
    )


def _path(entry: Entry, words: account_help.Words) -> str:
    token = links.sign(entry.council, words.purpose, entry.thing_id) if words.purpose else ""
    return f"{words.path}{token}/" if token else words.path
