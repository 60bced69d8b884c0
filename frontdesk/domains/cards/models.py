"""Cards, what is on them, uses that were counted, offers; keys that sign codes, and serials that were stopped."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person


class Card(models.Model):
    """A customer's card: one in force for each record. `number` is printed, `serial` travels in its code.

    `born_on` is the date of birth seen on a document (`born_proof`), `look_on` the next birthday that changes
    something. Person, number and birth go when the customer is erased.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    number = models.TextField()
    serial = models.TextField()
    state = models.TextField()
    since = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.BigIntegerField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    born_on = models.DateField(null=True)
    born_proof = models.TextField(default="")
    born_seen_by = models.BigIntegerField(null=True)
    look_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], condition=~Q(number=""), name="card_number"),
            models.UniqueConstraint(fields=["council", "serial"], condition=~Q(serial=""), name="card_serial"),
            models.UniqueConstraint(fields=["council", "person"], condition=Q(state="in-force"), name="card_one"),
        ]
        indexes = [
            models.Index(fields=["council", "person", "-id"], name="card_person"),
            models.Index(fields=["council", "look_on", "id"], condition=Q(state="in-force"), name="card_look"),
            models.Index(fields=["council", "ended_at", "id"], condition=~Q(ended_at=None), name="card_ended"),
        ]


class Entitlement(models.Model):
    """One entry of a customer's card; see types.Entitlement. It belongs to the customer: another card has it too."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    kind = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    source = models.TextField()
    ground = models.TextField(default="")
    evidence = models.TextField(default="")
    old_number = models.TextField(default="")
    granted_at = models.DateTimeField()
    granted_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "kind"], condition=Q(ended_at=None), name="entitlement_one"
            )
        ]
        indexes = [
            models.Index(fields=["council", "person", "id"], name="entitlement_person"),
            models.Index(fields=["council", "until", "id"], condition=Q(ended_at=None), name="entitlement_until"),
            models.Index(fields=["council", "ended_at", "id"], condition=~Q(ended_at=None), name="entitlement_ended"),
        ]


class Offer(models.Model):
    """What a local organisation offers to holders of a card; see types.Offer."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    organisation = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    title = models.TextField()
    terms = models.TextField()
    where = models.TextField(default="")
    kind = models.TextField(default="")
    since = models.DateField()
    until = models.DateField()
    state = models.TextField()
    posted_at = models.DateTimeField()
    posted_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    why = models.TextField(default="")
    first_for = ArrayField(models.TextField(), default=list, db_default=[])

    class Meta:
        indexes = [
            models.Index(fields=["council", "state", "until", "id"], name="offer_state"),
            models.Index(fields=["council", "organisation", "-id"], name="offer_organisation"),
        ]


class CardUse(models.Model):
    """A use that was counted where the card was checked: of an entitlement (`kind`) or an offer."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    kind = models.TextField(default="")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "offer", "person", "day"], condition=~Q(offer=None), name="offer_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["council", "person", "-at"], name="card_use_person"),
            models.Index(fields=["council", "at", "id"], name="card_use_at"),
        ]


class StoppedSerial(models.Model):
    """A serial whose codes are not good any more: published, without a number and without whose it was."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    serial = models.TextField()
    stopped_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "serial"], name="stopped_serial_once")]
        indexes = [models.Index(fields=["council", "-stopped_at"], name="stopped_serial_newest")]


class SigningKey(models.Model):
    """A key that signs codes: `public` is published, `sealed` opens with the installation's secret key only.

    One signs; earlier ones are published until codes of theirs are too old, or `withdrawn_at`.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    code = models.TextField()
    public = models.TextField()
    sealed = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], name="signing_key_code"),
            models.UniqueConstraint(fields=["council"], condition=Q(retired_at=None), name="signing_key_one"),
        ]
