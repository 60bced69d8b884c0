"""Messages, one row each, with the state of their sending."""

from django.db import models

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person


class Message(models.Model):
    """A message to one address. `key` says which event it tells of: one event, one message. `supplier_number` is
    what the supplier calls it, where news of it will come. `authority_id`: by what whoever reads it acts for
    somebody else; it goes while that holds."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    key = models.TextField()
    channel = models.TextField()
    person_id = models.BigIntegerField(null=True)
    address = models.TextField()
    topic = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    link = models.TextField(default="")
    reply_to = models.TextField(default="")
    about_type = models.TextField()
    about_id = models.BigIntegerField()
    state = models.TextField(default="waiting")
    attempts = models.IntegerField(default=0)
    supplier_number = models.TextField(default="")
    authority_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="message_key")]
        indexes = [
            models.Index(fields=["council", "about_type", "about_id", "id"], name="message_about"),
            models.Index(fields=["council", "person_id", "-id"], name="message_person"),
            models.Index(
                fields=["council", "-id"],
                condition=models.Q(state__in=["waiting", "sending", "failed"]),
                name="message_undelivered",
            ),
            models.Index(fields=["council", "person_id", "id"], condition=models.Q(state="held"), name="message_held"),
            models.Index(
                fields=["council", "made_at"], condition=models.Q(cleared_at__isnull=True), name="message_to_clear"
            ),
            models.Index(
                fields=["council", "sent_at"],
                condition=models.Q(state="sent") & ~models.Q(supplier_number=""),
                name="message_on_its_way",
            ),
        ]


class Choice(models.Model):
    """How a customer wants to hear of a topic; where there is no row, in the usual way."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.TextField()
    way = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "person", "topic"], name="choice_once")]
