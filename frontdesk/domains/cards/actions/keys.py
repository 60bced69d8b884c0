"""Keys that sign codes: made at the first card, renewed, withdrawn when one may be in strange hands."""

from django.db import transaction

from frontdesk.domains.cards import models
from frontdesk.domains.cards.queries.codes import PURPOSE
from frontdesk.domains.cards.rules import tokens
from frontdesk.domains.cards.types import KEY_MADE
from frontdesk.kernel import clock, journal, sealing
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require


def ensure_key(actor: Actor) -> None:
    """Make the council's key where it has none. Works in the transaction of whoever gives a card."""
    if not models.SigningKey.objects.filter(council_id=actor.council, retired_at=None).exists():
        _make(actor)


def renew_key(actor: Actor, *, withdraw: bool = False) -> str:
    """Sign codes with a new key from now on; returns its id.

    Codes signed before stay good until they are too old; with `withdraw` they are good no more from this moment: for a
    key that may be known to somebody else. Whoever checks without a network hears of it with the next list of keys.
    """
    require(actor.is_system or actor.has("administrator"), "Only an administrator may renew the key of the cards.")
    now = clock.now()
    with transaction.atomic():
        rows = models.SigningKey.objects.select_for_update().filter(council_id=actor.council, withdrawn_at=None)
        list(rows.values_list("id"))
        if withdraw:
            rows.update(withdrawn_at=now)
        models.SigningKey.objects.filter(council_id=actor.council, retired_at=None).update(retired_at=now)
        return _make(actor)


def _make(actor: Actor) -> str:
    key = tokens.new_key()
    public = key.public_key()
    made = models.SigningKey(
        council_id=actor.council, code=tokens.key_id(public), public=tokens.public_letters(public),
        sealed=sealing.sealed(PURPOSE, tokens.private_bytes(key)), made_at=clock.now(),
    )  # fmt: skip
    # Two first cards at once: the second finds the key of the first.
    models.SigningKey.objects.bulk_create([made], ignore_conflicts=True)
    row = models.SigningKey.objects.get(council_id=actor.council, retired_at=None)
    if row.code == made.code:
        journal.write(actor, KEY_MADE, thing=("card-key", row.pk))
    return row.code
