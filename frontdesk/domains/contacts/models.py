"""Contacts and matters. Rows hold codes, ids and times only: what people said lives elsewhere and can be erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person


class Contact(models.Model):
    """One interaction on one channel, whoever started it.

    Until `ended_at`, when the customer had gone, it is in its handler's hand; from then until `done_at` it waits for
    its wrap-up. `local_day` is the day (Europe/London) on which it started. `ward` stays when the customer is taken
    out: that of its first request that has one (`ward_of_request`), else that of the customer's home on the day.
    """

    # Every index below begins with the council, so the foreign keys need none of their own.
    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    channel = models.TextField()
    direction = models.TextField(default="in")
    # The foreign key that carries the council looks for the person; a second one would look again for each contact.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    token_id = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    local_day = models.DateField()
    assisted = models.BooleanField(default=False)
    once_key = models.TextField(null=True)
    import_run = models.BigIntegerField(null=True)
    ward = models.TextField(default="", db_default="")
    ward_of_request = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "once_key"], condition=Q(once_key__isnull=False), name="contact_once"
            ),
            models.UniqueConstraint(
                fields=["council", "handler"], condition=Q(ended_at=None), name="contact_one_in_hand"
            ),
            models.CheckConstraint(
                condition=(Q(answered_at=None) | Q(answered_at__gte=models.F("started_at")))
                & (Q(ended_at=None) | Q(ended_at__gte=models.F("started_at"))),
                name="contact_times_in_order",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(ended_at__isnull=False), name="contact_done_is_ended"),
        ]
        indexes = [
            models.Index(fields=["council", "person", "-started_at", "-id"], name="contact_person"),
            models.Index(fields=["council", "handler", "-started_at", "-id"], name="contact_handler"),
            models.Index(fields=["council", "local_day", "id"], name="contact_day_order"),
            models.Index(
                fields=["council", "ward", "local_day", "id"], condition=~Q(ward=""), name="contact_ward_order"
            ),
            # What is in somebody's hand or waits for its wrap-up: read on every page of the desk, and few.
            models.Index(fields=["council", "handler", "id"], condition=Q(done_at=None), name="contact_not_done"),
            models.Index(
                fields=["council", "import_run", "id"], condition=Q(import_run__isnull=False), name="contact_import"
            ),
        ]


class Matter(models.Model):
    """One thing that the contact was about."""

    # The pair (council, contact) is a foreign key of its own, so the single ones would only cost time.
    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="matters", db_constraint=False, db_index=False
    )
    position = models.SmallIntegerField(default=1)
    service = models.TextField(default="")
    reason = models.TextField(default="")
    outcome = models.TextField(default="")
    demand = models.TextField(default="")
    demand_reason = models.TextField(default="")
    avoidable = models.BooleanField(null=True)
    offered = models.TextField(default="")
    declined_why = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["council", "contact", "position"], name="matter_contact"),
            models.Index(fields=["council", "service", "contact"], name="matter_service"),
        ]


class Conversation(models.Model):
    """Messages to and fro between a customer and the council that are about no request: those stand with the request.

    `waiting_since` stands from the customer's words to our answer; `count` is how many messages there are. Emptied,
    the subject and the words are gone and the row tells when it was.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.TextField()
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    count = models.IntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "person", "-last_at", "-id"], name="conversation_person"),
            models.Index(
                fields=["council", "waiting_since", "id"],
                condition=Q(waiting_since__isnull=False),
                name="conversation_waiting",
            ),
            models.Index(
                fields=["council", "last_at", "id"], condition=Q(removed_at=None), name="conversation_to_empty"
            ),
        ]


class ConversationText(models.Model):
    """One message of a conversation; the contact is the one by which the customer's words came."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="texts", db_index=False, db_constraint=False
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    body = models.TextField()
    at = models.DateTimeField()
    by_customer = models.BooleanField()
    user_id = models.BigIntegerField(null=True)
    unseen = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "conversation", "id"], name="conversation_text"),
            models.Index(fields=["council", "conversation"], condition=Q(unseen=True), name="conversation_text_unseen"),
        ]
