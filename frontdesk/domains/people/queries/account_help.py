"""A customer's account as staff see it, and the help there was with it; never a secret."""

from collections.abc import Iterable

from django.db.models import Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.known_by import is_restricted
from frontdesk.domains.people.queries.records import rows, rows_of_cluster
from frontdesk.domains.people.rules.reach import is_mobile
from frontdesk.domains.people.types import EMAIL, PHONE
from frontdesk.domains.people.types.accounts import (
    GRAVE_KINDS,
    HELD,
    NEW_EMAIL,
    WAY_IN,
    Account,
    AccountHelp,
    HelpToTell,
)
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require
from frontdesk.kernel.words import masked

MOST = 20


def account_of(actor: Actor, person: int) -> Account:
    """How the customer signs in and the help there was. NotFound outside the actor's sight."""
    require(policy.may_open_accounts(actor))
    ids = [each.pk for each in rows(actor, person)]
    links = models.SignInLink.objects.filter(council_id=actor.council, person_id__in=ids, confirmed_at__isnull=False)
    user = links.values_list("user_id", flat=True).first()
    found = models.AccountHelp.objects.filter(council_id=actor.council, person_id__in=ids).order_by("-id")[:MOST]
    return Account(sign_ins.sign_in(user) if user else None, tuple(helps(found)))


def account_help(council: int, help_: int) -> AccountHelp:
    """One piece of help, for whoever came by a link that we sent. NotFound when there is none."""
    row = models.AccountHelp.objects.filter(council_id=council, id=help_).first()
    if row is None:
        raise NotFound("This link does not work any more. Contact us and we will help you.")
    return helps([row])[0]


def helps(rows: Iterable[models.AccountHelp]) -> list[AccountHelp]:
    """The rows as everybody above sees them."""
    found = list(rows)
    emails = sign_ins.emails_by_user({each.user_id for each in found if each.user_id})
    return [_as_help(each, each.new_email or emails.get(each.user_id or 0, "")) for each in found]


def _as_help(row: models.AccountHelp, to: str) -> AccountHelp:
    return AccountHelp(
        row.pk, row.person_id, row.kind, row.checked, row.channel, row.started_at, row.ready_at, row.sent_at,
        row.started_by, row.done_at, row.stopped_at, row.stopped_why, row.used_at, masked(to) if to else "",
        row.denied_at, row.settled_at, row.settled_words,
    )  # fmt: skip


def number_held(council: int, person: int) -> bool:
    """Whether we have had a phone number of theirs for long enough to ring it back."""
    ids = [each.pk for each in rows_of_cluster(council, person)]
    return bool(_held(council, ids))


def numbers_to_ring(actor: Actor, person: int) -> list[str]:
    """The numbers of theirs that we have had for long enough, as people write them: these may be rung back."""
    require(policy.may_open_accounts(actor))
    return _held(actor.council, [each.pk for each in rows(actor, person)])


def _held(council: int, people: list[int]) -> list[str]:
    numbers = models.ContactPoint.objects.filter(council_id=council, person_id__in=people, kind=PHONE, ended_at=None)
    return list(numbers.filter(added_at__lte=clock.now() - HELD).order_by("id").values_list("value", flat=True))


def _of_old(council: int, row: models.AccountHelp) -> Q:
    """The ways to reach a customer that were theirs before somebody rang up in their name. A restricted customer's old
    addresses may be read by whom they hide from."""
    proved = Q(verified_at__isnull=False)
    if row.kind == WAY_IN or is_restricted(council, row.person_id):
        return proved
    return proved | Q(added_at__lte=row.started_at - HELD)


def help_to_tell(council: int, help_: int) -> HelpToTell | None:
    """What the messages about it need; None once it is over.

    Of what takes away what keeps others out, everybody hears whom we could reach them by; of an account that staff
    open, whoever reads another address that was proved or that we have had for long (of a restricted customer: that
    was proved), and whoever has such a mobile.
    """
    row = models.AccountHelp.objects.filter(council_id=council, id=help_, done_at=None, stopped_at=None).first()
    if row is None or row.user_id is None:
        return None
    own = sign_ins.email_of(row.user_id)
    address = row.new_email if row.kind == NEW_EMAIL else own
    ids = [each.pk for each in rows_of_cluster(council, row.person_id)]
    points = models.ContactPoint.objects.filter(council_id=council, person_id__in=ids, ended_at=None)
    if row.kind not in GRAVE_KINDS:
        points = points.filter(_of_old(council, row))
    emails = {own, *points.filter(kind=EMAIL).values_list("email_norm", flat=True)} - {address, ""}
    mobiles = {each for each in points.filter(kind=PHONE).values_list("phone_e164", flat=True) if is_mobile(each)}
    if row.kind == WAY_IN:
        mobiles = set()
    return HelpToTell(
        row.kind, row.person_id, address, row.ready_at, row.ready_at > row.started_at, tuple(sorted(emails)),
        tuple(sorted(mobiles)),
    )  # fmt: skip
