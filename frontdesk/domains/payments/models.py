"""Accounts of customers in back offices."""

from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person


class Account(models.Model):
    """A customer's account in a back office: `how` (types.HOWS) we know, and the last document told of it.

    One whose `how` is RECORD opens nothing by itself: that the number is the customer's is asked of people each time.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="+")
    system = models.TextField()
    number = models.TextField()
    how = models.TextField()
    words = models.TextField(default="")
    linked_at = models.DateTimeField()
    linked_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    document = models.JSONField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "system", "number"], condition=Q(ended_at=None), name="account_once"
            )
        ]
        indexes = [models.Index(fields=["council", "number"], condition=Q(ended_at=None), name="account_number")]
