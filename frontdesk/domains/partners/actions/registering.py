"""Registering the systems that open by the council's sign-in; their secrets are told once and kept as hashes."""

import re
import secrets
from collections.abc import Sequence

from allauth.idp.oidc.models import Client, Token
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from frontdesk.domains.partners import models, policy, queries
from frontdesk.domains.partners.rules.addresses import address_problem
from frontdesk.domains.partners.types import OPENID, SCOPES, SYSTEM_CHANGED, SYSTEM_ENDED, SYSTEM_REGISTERED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_RETURNS = 10
DRAWN = "drawn_sha256"  # config.hashers


def register_system(
    actor: Actor, *, code: str, name: str, about: str, start: str, returns: Sequence[str], scopes: Sequence[str],
    secret: str = "", client: str = "",
) -> tuple[int, str]:  # fmt: skip
    """Let a system open by the council's sign-in; returns its id and its secret, which is told now and never again.

    `scopes` are of types.SCOPES; the number that means the customer there goes with all. The demo names its `client`
    and `secret`, which are published.
    """
    require(policy.may_register(actor))
    _refuse(code, name, start, returns)
    told = secret or secrets.token_urlsafe(32)
    wanted = [OPENID, *(each for each in SCOPES if each in scopes and each != OPENID)]
    with transaction.atomic():
        if models.OutsideSystem.objects.filter(council_id=actor.council, code=code, ended_at=None).exists():
            raise Refusal("There is a system with this code already. Choose another.", field="code")
        made = Client(id=client or secrets.token_hex(16), name=name, type=Client.Type.CONFIDENTIAL)
        made.secret = make_password(told, hasher=DRAWN)
        made.set_scopes(wanted)
        made.set_redirect_uris(list(returns))
        made.grant_types, made.response_types = Client.GrantType.AUTHORIZATION_CODE, Client.ResponseType.CODE
        made.save(force_insert=True)
        row = models.OutsideSystem.objects.create(
            council_id=actor.council, code=code, name=name.strip(), about=about.strip(), start=start,
            returns=list(returns), scopes=wanted, client=made.pk, registered_at=clock.now(), registered_by=actor.user,
        )  # fmt: skip
        journal.write(actor, SYSTEM_REGISTERED, thing=("outside_system", row.pk), data={"code": code})
    return row.pk, told


def new_secret(actor: Actor, *, system: int) -> str:
    """Give a system a new secret and let its old one and all that it holds open nothing; returns the secret, once."""
    require(policy.may_register(actor))
    found, told = queries.system(actor.council, system), secrets.token_urlsafe(32)
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=found.client)
        client.secret = make_password(told, hasher=DRAWN)
        client.save(update_fields=["secret"])
        Token.objects.filter(client=client).delete()
        journal.write(actor, SYSTEM_CHANGED, thing=("outside_system", system), data={"what": "secret"})
    return told


def end_system(actor: Actor, *, system: int) -> None:
    """The system opens by our sign-in no more, from this moment. What customers agreed to stays on record."""
    require(policy.may_register(actor))
    found = queries.system(actor.council, system)
    with transaction.atomic():
        rows = models.OutsideSystem.objects.filter(council_id=actor.council, id=system, ended_at=None)
        if rows.update(ended_at=clock.now(), ended_by=actor.user):
            Client.objects.filter(pk=found.client).delete()
            journal.write(actor, SYSTEM_ENDED, thing=("outside_system", system), data={"code": found.code})


def _refuse(code: str, name: str, start: str, returns: Sequence[str]) -> None:
    if not _CODE.fullmatch(code):
        raise Refusal("Enter a code in small letters, digits and hyphens, like school-places.", field="code")
    if not name.strip():
        raise Refusal("Enter what customers call it, like School admissions.", field="name")
    if problem := address_problem(start, demo=settings.DEMO):
        raise Refusal(problem, field="start")
    if not 1 <= len(returns) <= MOST_RETURNS:
        raise Refusal("Enter the address that a sign-in goes back to, one on a line.", field="returns")
    for each in returns:
        if problem := address_problem(each, demo=settings.DEMO):
            raise Refusal(problem, field="returns")
