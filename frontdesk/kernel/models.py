"""Tables of the kernel. Ids of councils, users and people are plain bigints here: the kernel knows no domain.

The journal and its cursors are written with SQL of their own (kernel.journal); their models serve the schema
and the shell only.
"""

import uuid

from django.db import models


class JournalEntry(models.Model):
    """One line of the journal; see kernel.journal. Partitioned by month of `recorded_at` in the database."""

    id = models.BigAutoField(primary_key=True)
    council_id = models.BigIntegerField()
    kind = models.TextField()
    thing_type = models.TextField()
    thing_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    token_id = models.BigIntegerField(null=True)
    via = models.TextField(default="")
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    xact = models.BigIntegerField()

    class Meta:
        db_table = "kernel_journal"
        managed = False


class AccessLogEntry(models.Model):
    """Who looked at whom: reads of a person's record (B11)."""

    council_id = models.BigIntegerField()
    user_id = models.BigIntegerField(null=True)
    token_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField()
    what = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_access_log"
        indexes = [models.Index(fields=["council_id", "person_id", "-seen_at"], name="access_log_person")]


class OnceKey(models.Model):
    """A verb that was done under an idempotency key, with what it answered."""

    council_id = models.BigIntegerField()
    actor_key = models.TextField()
    verb = models.TextField()
    key = models.TextField()
    answer = models.JSONField(null=True)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_once"
        constraints = [
            models.UniqueConstraint(fields=["council_id", "actor_key", "verb", "key"], name="kernel_once_key"),
        ]


class StoredFile(models.Model):
    """A file kept outside the web root; the row says what it is, `kernel.files` where it lies."""

    council_id = models.BigIntegerField()
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.TextField()
    content_type = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.TextField()
    scanned = models.TextField(default="waiting")
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_file"


class ImportRun(models.Model):
    """One run of an import; see kernel.imports."""

    council_id = models.BigIntegerField()
    kind = models.TextField()
    source = models.TextField()
    file = models.TextField()
    user_id = models.BigIntegerField(null=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    added = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    left_out = models.IntegerField(default=0)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    undone_at = models.DateTimeField(null=True)
    removed = models.IntegerField(default=0, db_default=0)
    kept = models.IntegerField(default=0)
    undone_upto = models.TextField(default="", db_default="")

    class Meta:
        db_table = "kernel_import"
        indexes = [models.Index(fields=["council_id", "-id"], name="kernel_import_newest")]
