"""Notices and tellings, one row each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdesk.domains.organisations.models import Council


class Notice(models.Model):
    """That somebody has died, was born or moves: see `types.Notice`. `told` is what was said in words, by detail,
    `facts` the same in types, for what it does to records. One request gives one notice."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    kind = models.TextField()
    request = models.ForeignKey(
        "requests.Request", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    informant = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    channel = models.TextField()
    state = models.TextField()
    happened_on = models.DateField(null=True)
    told = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    evidence = models.TextField(default="")
    words = models.TextField(default="")
    made_at = models.DateTimeField()
    local_day = models.DateField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.BigIntegerField(null=True)
    took_effect_at = models.DateTimeField(null=True)
    why = models.TextField(default="")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "request"], name="notice_of_request")]
        indexes = [
            models.Index(fields=["council", "id"], condition=models.Q(state="given"), name="notice_to_check"),
            models.Index(
                fields=["council", "happened_on", "id"],
                condition=models.Q(state="checked", took_effect_at=None),
                name="notice_to_come",
            ),
            models.Index(fields=["council", "local_day", "id"], name="notice_day"),
            models.Index(fields=["council", "person", "id"], name="notice_person"),
            models.Index(fields=["council", "informant", "id"], name="notice_informant"),
        ]


class Telling(models.Model):
    """One recipient of one notice: see `types.Telling`. What it is called and gets stays as it was agreed to."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tellings", db_index=False)
    recipient = models.TextField()
    name = models.TextField()
    team = models.TextField(default="")
    email = models.TextField(default="")
    gets = ArrayField(models.TextField(), default=list)
    needs_evidence = models.BooleanField(default=False)
    days = models.IntegerField(default=5)
    state = models.TextField()
    agreed_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    how = models.TextField(default="")
    reference = models.TextField(default="")
    words = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "notice", "recipient"], name="telling_once")]
        indexes = [
            models.Index(fields=["council", "due_on", "id"], condition=models.Q(state="sent"), name="telling_due"),
            models.Index(
                fields=["council", "id"], condition=models.Q(state__in=["waiting", "could-not"]), name="telling_open"
            ),
        ]
