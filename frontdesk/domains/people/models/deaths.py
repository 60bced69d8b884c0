"""The table of deaths: one row for each time somebody was said to have died."""

from django.db import models

from frontdesk.domains.organisations.models import Council


class Death(models.Model):
    """That a person is said to have died, and the evidence once staff have seen it: see `types.deaths.Death`.

    It belongs to the record it was said of, so that it stays with it when a join is undone. What was not so has ended.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="deaths", db_index=False)
    source = models.TextField(default="")
    said_at = models.DateTimeField()
    said_by = models.BigIntegerField(null=True)
    died_on = models.DateField(null=True)
    evidence = models.TextField(default="")
    words = models.TextField(default="")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=models.Q(ended_at=None), name="death_standing_once"
            ),
            models.CheckConstraint(
                condition=models.Q(recorded_at=None) | models.Q(died_on__isnull=False), name="death_recorded_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["council", "person", "id"], name="death_person"),
            models.Index(
                fields=["council", "id"], condition=models.Q(ended_at=None, recorded_at=None), name="death_unsure"
            ),
        ]
