"""Who is in which segment and what led to it; who is to be counted anew; how far a round is; counts that stay."""

from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person

# The pair (council, person) is a foreign key of its own, which takes the row away with the record.


class Standing(models.Model):
    """The segment of a customer, by the record in front: what was counted of all their records led to it.

    `version` is that of the rules, `counted_on` the day on which it became so, `looks_on` the day on which the oldest
    contact that counts does not count any more. `profile` is that of the home's area.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    segment = models.TextField()
    version = models.TextField()
    counted_on = models.DateField()
    looks_on = models.DateField(null=True)
    contacts = models.IntegerField()
    by_channel = models.JSONField(default=dict)
    profile = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["council", "looks_on", "person"], condition=Q(looks_on__isnull=False), name="segments_looks"
            ),
            models.Index(fields=["council", "person"], name="segments_standing_order"),
        ]


class Due(models.Model):
    """A record of which something changed that counts: looked at in the next round."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )

    class Meta:
        indexes = [models.Index(fields=["council", "person"], name="segments_due_order")]


class LeftOut(models.Model):
    """A record whose customer is in no segment, because they said so or asked us to stop or restrict using it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    at = models.DateTimeField()
    by_right = models.BooleanField(default=False)


class Round(models.Model):
    """How far the counting is: while `whole`, everybody after `place` is still to be looked at.

    `rules` are those it counts by, as `rules.stated.as_data` writes them.
    """

    council = models.OneToOneField(Council, on_delete=models.PROTECT, primary_key=True)
    version = models.TextField(default="")
    whole = models.BooleanField(default=True)
    place = models.BigIntegerField(default=0)
    whole_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    rules = models.JSONField(default=dict)


class Count(models.Model):
    """What a round came to: customers and their contacts by segment, profile and channel. Of a month the last stays.

    With channel '' it tells of customers, with a channel of the contacts by it. It names nobody.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    counted_on = models.DateField()
    segment = models.TextField()
    profile = models.TextField(default="")
    channel = models.TextField(default="")
    customers = models.IntegerField(default=0)
    contacts = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "counted_on", "segment", "profile", "channel"], name="segments_count_once"
            )
        ]
