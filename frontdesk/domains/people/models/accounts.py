"""Help that staff gave with getting into an account, and proof of who a customer is."""

from django.db import models

from frontdesk.domains.access.models import User
from frontdesk.domains.organisations.models import Council


class AccountHelp(models.Model):
    """Staff opened or repair an account, and the customer finishes it: each moment is kept, because it is counted.

    `kind`, `checked` and `stopped_why` are codes of types.accounts. Until it is over, `new_email` is the address that
    an account moves to; it is emptied then. Only one waits for each customer. `denied_at` is when somebody said that it
    was not them, `settled_at` when staff had looked into that, with what they did.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="account_helps", db_index=False)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    kind = models.TextField()
    checked = models.TextField()
    channel = models.TextField(default="")
    contact_id = models.BigIntegerField(null=True)
    new_email = models.TextField(default="")
    started_at = models.DateTimeField()
    started_by = models.BigIntegerField(null=True)
    ready_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    times_sent = models.SmallIntegerField(default=1)
    done_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.TextField(default="")
    used_at = models.DateTimeField(null=True)
    denied_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)
    settled_words = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=models.Q(done_at=None, stopped_at=None),
                name="account_help_one_waits",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "person", "-id"], name="account_help_person"),
            models.Index(fields=["council", "started_at"], name="account_help_started"),
            models.Index(
                fields=["council", "ready_at"],
                condition=models.Q(done_at=None, stopped_at=None),
                name="account_help_waits",
            ),
            models.Index(
                fields=["council", "denied_at"],
                condition=models.Q(denied_at__isnull=False, settled_at=None),
                name="account_help_denied",
            ),
        ]


class IdentityProof(models.Model):
    """That staff saw who a customer is: how (`kind`, `document`: codes of types.identity), who vouched, until when.

    What was seen is noted and never copied.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="identity_proofs", db_index=False
    )
    kind = models.TextField()
    level = models.TextField()
    document = models.TextField(default="")
    party = models.TextField(default="")
    organisation = models.TextField(default="")
    channel = models.TextField(default="")
    proved_on = models.DateField()
    until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["council", "person", "-id"], name="identity_proof_person")]
