"""Outside systems of a council, and customers' ways into them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person


class OutsideSystem(models.Model):
    """A system that opens by the council's sign-in. `client` is its row at the provider (allauth), which keeps its
    secret as a hash; the provider's tables are the installation's, so whose a client is stands here alone."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    code = models.TextField()
    name = models.TextField()
    about = models.TextField(default="")
    start = models.TextField()
    returns = ArrayField(models.TextField())
    scopes = ArrayField(models.TextField())
    client = models.TextField(unique=True)
    registered_at = models.DateTimeField()
    registered_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], condition=Q(ended_at=None), name="outside_system_once")
        ]


class Connection(models.Model):
    """A customer's way into a system: `subject` is the number that means them there, and stays the same if they
    connect again. What they agreed to stands until they take it back (`ended_at`)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="+")
    user_id = models.BigIntegerField()
    subject = models.TextField(unique=True)
    scopes = ArrayField(models.TextField())
    agreed_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    document = models.JSONField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "person", "system"], name="connection_once")]
