"""Tables of drafts and their files."""

from django.db import models

from frontdesk.domains.access.models import SignUp
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
            models.Index(fields=["council", "started_at"], name="draft_started"),
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


class Trouble(models.Model):
    """Something that went wrong on the way through a form: on which page, at which question, why, how often.

    Codes only, nothing that was typed: it stays when the draft is emptied, because forms given up are counted.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="troubles", db_index=False)
    page = models.TextField()
    question = models.TextField(default="")
    reason = models.TextField()
    times = models.IntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "draft", "page", "question", "reason"], name="trouble_once"),
        ]


class HelpOffer(models.Model):
    """Help with a form or a sign-up that was begun: may be offered once (`agreed_at`), was asked for, was given.

    Of a `draft` or of a `sign_up`. `email` and `phone` are emptied when what was begun is sent, done or cleared.
    `tried`: how often they were rung and did not answer, the last time at `tried_at`.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="offers", db_index=False)
    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, null=True, related_name="offers", db_index=False)
    email = models.TextField(default="")
    phone = models.TextField(default="")
    begun_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    helped_at = models.DateTimeField(null=True)
    helped_by = models.BigIntegerField(null=True)
    contact_id = models.BigIntegerField(null=True)
    tried = models.SmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "draft"], name="help_offer_draft"),
            models.UniqueConstraint(fields=["council", "sign_up"], name="help_offer_sign_up"),
            models.CheckConstraint(
                condition=models.Q(draft=None, sign_up__isnull=False) | models.Q(draft__isnull=False, sign_up=None),
                name="help_offer_of_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["council", "asked_at"],
                condition=models.Q(asked_at__isnull=False, helped_at=None, stopped_at=None),
                name="help_offer_asked",
            ),
            models.Index(
                fields=["council", "agreed_at"],
                condition=models.Q(agreed_at__isnull=False, sent_at=None, stopped_at=None),
                name="help_offer_to_send",
            ),
            models.Index(
                fields=["council", "contact_id"],
                condition=models.Q(contact_id__isnull=False),
                name="help_offer_contact",
            ),
        ]
