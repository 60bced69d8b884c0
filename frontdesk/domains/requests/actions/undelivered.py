"""Telling staff of messages that reached nobody: one digest a day to each team, and to managers what no team has."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.notifications.types import FAILED
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.staff import addresses
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.types import REQUEST, UNDELIVERED
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import show_reference

_BEGIN = (
    "Since yesterday messages about these could not be delivered. Reach the customers another way, or correct their "
    "email address or mobile number:"
)
_END = "Managers can send a message again, or take it from the list:"


def tell_undelivered(council: int) -> int:
    """Write the day's digests: references and names of services only; returns how many. A second run writes none."""
    actor, now = Actor.system(council), clock.now()
    lost = [
        message
        for message in messages.undelivered(actor, limit=1000)
        if message.state == FAILED and message.sent_at and message.sent_at > now - timedelta(days=1)
    ]
    about = {message.about[1] for message in lost if message.about[0] == REQUEST}
    where, lines = addresses(council), defaultdict(list)
    for one in known(council, models.Request.objects.filter(council_id=council, pk__in=about)):
        for address in where.of_team(one.row.team_id):
            lines[address].append(f"{show_reference(one.row.reference)}, {one.definition.name}")
    if others := sum(message.about[0] != REQUEST for message in lost):
        for address in where.managers:
            lines[address].append(f"Codes to sign in, links to saved forms and the like: {others}")
    for address, theirs in lines.items():
        _tell(actor, address, theirs)
    return len(lines)


def _tell(actor: Actor, address: str, lines: Iterable[str]) -> None:
    council = organisations.council_by_id(actor.council)
    notifications.tell(
        actor,
        topic=UNDELIVERED,
        subject="Messages that were not delivered",
        body="\n\n".join([_BEGIN, *lines, _END]),
        about=("council", actor.council),
        key=f"undelivered:{clock.today()}:{address}",
        email=address,
        link=links.absolute(council.code, "/desk/undelivered/") if council else "",
    )
