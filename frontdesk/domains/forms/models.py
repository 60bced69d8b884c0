"""Tables of drafts and their files."""

from django.db import models

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person
from frontdesk.domains.services.models import ServiceVersion
from frontdesk.kernel.models import StoredFile


class Draft(models.Model):
    """A form on its way. `answers`, `known`, `facts` and `email` are emptied when it is sent or cleared.

    `helped_by` is the colleague who goes on with it for the customer, until the customer goes on alone; `acted_by` the
    customer who began it for the `person`, by an authority that is asked at every step.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, db_index=False)
    service = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False)
    acted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    contact_id = models.BigIntegerField(null=True)
    exception_id = models.BigIntegerField(null=True)
    channel = models.TextField()
    started_on = models.TextField()
    assisted = models.BooleanField(default=False)
    language = models.TextField(default="en")
    state = models.TextField(default="open")
    page = models.TextField(default="")
    answers = models.JSONField(default=dict)
    known = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    facts_on = models.DateField(null=True)
    email = models.TextField(default="")
    email_proved_at = models.DateTimeField(null=True)
    saves = models.IntegerField(default=0)
    key_hashes = models.JSONField(default=list)
    code_hash = models.TextField(default="")
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.IntegerField(default=0)
    codes_sent = models.IntegerField(default=0)
    request_id = models.BigIntegerField(null=True)
    reference = models.TextField(default="")
    started_by = models.BigIntegerField(null=True)
    helped_by = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    last_activity = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "request_id"],
                condition=models.Q(request_id__isnull=False),
                name="draft_request_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["council", "person", "-last_activity"],
                condition=models.Q(state="open"),
                name="draft_open_of_person",
            ),
            models.Index(fields=["council", "last_activity"], condition=models.Q(state="open"), name="draft_open"),
            models.Index(fields=["council", "contact_id"], condition=models.Q(state="open"), name="draft_contact"),
            models.Index(
                fields=["council", "email"], condition=models.Q(state="open") & ~models.Q(email=""), name="draft_saved"
            ),
        ]


class Upload(models.Model):
    """A file given as an answer. `key` is what answers hold. One that was taken back is kept, and shown to nobody."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="uploads", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, db_index=False)
    key = models.UUIDField()
    question = models.TextField()
    uploaded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="upload_key")]
        indexes = [models.Index(fields=["council", "draft"], name="upload_draft")]
