"""Letters: what was issued, as it was issued. Only how it goes on its way is ever changed."""

from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person
from frontdesk.kernel.models import StoredFile


class Letter(models.Model):
    """One letter. `version` counts it and its corrections; `replaces` is the one it stands instead of.

    `about` says in words what it is about, `about_type` and `about_id` name the thing. `other_format` is what somebody
    has to make beside the file (braille, audio), `made_at` when that was done.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    reference = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    about_type = models.TextField(default="")
    about_id = models.BigIntegerField(null=True)
    about = models.TextField(default="")
    template = models.TextField(default="")
    subject = models.TextField()
    body = models.TextField()
    signed = models.TextField()
    language = models.TextField(default="en")
    size = models.TextField()
    version = models.SmallIntegerField(default=1)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    by_post = models.BooleanField()
    posted_at = models.DateTimeField(null=True)
    posted_by = models.BigIntegerField(null=True)
    other_format = models.TextField(default="")
    made_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "reference"], name="letter_reference"),
            models.UniqueConstraint(
                fields=["council", "replaces"], condition=Q(replaces__isnull=False), name="letter_corrected_once"
            ),
        ]
        indexes = [
            models.Index(fields=["council", "person", "-id"], name="letter_person"),
            models.Index(
                fields=["council", "id"],
                condition=Q(removed_at=None)
                & (Q(by_post=True, posted_at=None) | (~Q(other_format="") & Q(made_at=None))),
                name="letter_to_do",
            ),
            models.Index(fields=["council", "issued_at", "id"], condition=Q(removed_at=None), name="letter_to_empty"),
        ]
