"""Following somebody else's request: an address is given, proved by its link, told of each step, until it is ended.

Who follows has contacted us and made no request: it counts as a contact about that service, in no figure of requests.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import EMAIL
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions import arrival
from frontdesk.domains.requests.actions.followers import duplicates_of, ended_first
from frontdesk.domains.requests.actions.held import note
from frontdesk.domains.requests.actions.same import PURPOSE
from frontdesk.domains.requests.queries.known import Known, known, said_of_first
from frontdesk.domains.requests.queries.subscribed import follower_of
from frontdesk.domains.requests.types import FOLLOWER, LINKED
from frontdesk.kernel import clock, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal

_AGAIN_SECONDS = 900
_CONFIRM = (
    "Somebody gave us this address to hear what becomes of “{service}”, which was reported before.",
    "If it was you, press the button on this page and we write to you at each step: {link}",
    "If it was not you, you need not do anything. We write nothing more.",
)
_NEWS = ("{said}", "You asked us to tell you. To see it again, or to hear no more: {link}")


def subscribe(actor: Actor, *, same_as: str, email: str, channel: str = "web", draft: int | None = None) -> None:
    """Begin to follow the open request that the token `same_as` names; a message asks to prove the address.

    The first time it is recorded as a contact about the request; a `draft` that comes to it again makes no second one.
    The answer is the same whether the address follows already. Refusal for what is no address (field "email"), NotFound
    for a request that is over.
    """
    council, first, _ = links.read(same_as, PURPOSE)
    address = people.normalise_email(email)
    if address is None:
        raise Refusal(people.point_problem(EMAIL, email), field="email")
    with transaction.atomic():
        rows = models.Request.objects.filter(council_id=actor.council, pk=first, restricted=False, closed_at=None)
        one = next(iter(known(actor.council, rows)), None)
        if one is None or council != actor.council:
            raise NotFound("That report is no longer open. Send yours as a new one.")
        row, new = models.RequestFollower.objects.get_or_create(
            council_id=actor.council, request=one.row, email=address, defaults={"asked_at": clock.now()}
        )
        if new:
            _contact(actor, one, channel, f"draft:{draft}:follows:{first}" if draft is not None else "")
        if row.proved_at is None:
            bucket = int(clock.now().timestamp()) // _AGAIN_SECONDS
            _write(actor, row, one, "Confirm that you want to hear about", _CONFIRM, f"confirm:{bucket}")


def confirm_following(actor: Actor, *, token: str) -> None:
    """Whoever has the link has the address: from now on it is told."""
    with transaction.atomic():
        row = follower_of(actor.council, token, lock=True)
        if row.proved_at is None and row.ended_at is None:
            row.proved_at = clock.now()
            row.save(update_fields=["proved_at"])


def end_following(actor: Actor, *, token: str) -> None:
    """Tell them no more: the address is forgotten."""
    with transaction.atomic():
        row = follower_of(actor.council, token, lock=True)
        if row.ended_at is None:
            row.email, row.ended_at = "", clock.now()
            row.save(update_fields=["email", "ended_at"])


def tell_subscribers(council: int, requests: Iterable[int]) -> int:
    """Write to those who follow these requests, or a duplicate of them, how they are going now; returns how many.

    Once for each change of a request and each address, which may follow a duplicate too. Nothing of one that was found
    to be a duplicate: the first one speaks for it; where that was over before, its end is told now, to those who have
    not heard it.
    """
    actor, told = Actor.system(council), 0
    rows = models.Request.objects.filter(council_id=council, pk__in=list(requests), restricted=False, removed_at=None)
    wanted = _wanted(known(council, rows))
    followers = _followers(council, (each for _, fresh, heard in wanted for each in (*fresh, *heard)))
    for first, fresh, heard in wanted:
        have = {row.email for each in heard for row in followers.get(each, ())}
        to = {row.email: row for each in fresh for row in followers.get(each, ()) if row.email not in have}
        for row in to.values():
            with transaction.atomic():
                key = f"{first.row.pk}:{first.row.changes}"
                told += bool(_write(actor, row, first, "News about", _NEWS, key))
    return told


def _wanted(changed: Iterable[Known]) -> list[tuple[Known, list[int], list[int]]]:
    """Of which requests there is news: each with those whose followers hear it, and those whose followers have."""
    found: dict[int, tuple[Known, list[int]]] = {}
    for one in changed:
        first = ended_first(one)
        if first is not None and first.row.removed_at is None:
            fresh = found.setdefault(first.row.pk, (first, []))[1]
            fresh += [one.row.pk, *(each.pk for each in duplicates_of(one))]
    return [
        (first, fresh, [] if pk in fresh else [pk, *({each.pk for each in duplicates_of(first)} - set(fresh))])
        for pk, (first, fresh) in found.items()
    ]


def _followers(council: int, requests: Iterable[int]) -> Mapping[int, list[models.RequestFollower]]:
    """Who is to be told, by request: asked once, by the index of those who still follow."""
    rows = models.RequestFollower.objects.filter(
        council_id=council, request_id__in=list(requests), proved_at__isnull=False, ended_at=None
    ).exclude(email="")
    found: dict[int, list[models.RequestFollower]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.request_id, []).append(row)
    return found


def _contact(actor: Actor, one: Known, channel: str, key: str) -> None:
    contact, matter = arrival.by_contact(
        actor, None, one.definition, channel=channel, person=None, assisted=False, outcome="progress-told", key=key,
        ward=one.row.ward,
    )  # fmt: skip
    _, new = models.RequestContact.objects.get_or_create(
        council_id=actor.council, request=one.row, contact_id=contact, matter_id=matter
    )
    if new:
        note(actor, one.row, LINKED, {"contact": contact, "matter": matter}, via=channel)


def _write(
    actor: Actor, row: models.RequestFollower, one: Known, subject: str, lines: Iterable[str], key: str
) -> int | None:
    council = organisations.council_by_id(actor.council)
    if council is None:
        return None
    link = links.absolute(council.code, f"/following/{links.sign(actor.council, FOLLOWER, row.pk)}/")
    said, service = said_of_first(one, clock.now()), one.definition.name
    paragraphs = (each.format(service=service, link=link, said=said) for each in lines)
    return notifications.tell(
        actor,
        topic="requests.following",
        subject=f"{subject}: {service}",
        body="\n\n".join(("Hello,", *paragraphs)),
        about=(FOLLOWER, row.pk),
        key=f"follower:{row.pk}:{key}",
        email=row.email,
        link=link,
    )
