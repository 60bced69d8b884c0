"""Tables of acting for somebody, and of relations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdesk.domains.organisations.models import Council


class Authority(models.Model):
    """What somebody (`by`) may do for somebody else (`person`): see `types.acting.Authority` for the columns.

    It is asked at every use and never kept: ended, run out or recorded before a restriction it opens nothing.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="helped_by", db_index=False)
    by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="acts_for", db_index=False
    )
    evidence = models.TextField()
    role = models.TextField(default="", db_default="")
    services = ArrayField(models.TextField(), default=list)
    sees_only = models.BooleanField(default=False)
    tells = models.TextField(default="both")
    since = models.DateField()
    until = models.DateField(null=True)
    why_no_end = models.TextField(default="")
    words = models.TextField(default="")
    contact_id = models.BigIntegerField(null=True)
    email = models.TextField(default="")
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("by")), name="authority_over_another"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(by__isnull=False), name="authority_of_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["council", "person", "id"], name="authority_person"),
            models.Index(fields=["council", "by", "id"], name="authority_by", condition=models.Q(by__isnull=False)),
            models.Index(
                fields=["council", "email"], name="authority_asked", condition=~models.Q(email="") & models.Q(by=None)
            ),
        ]


class Relation(models.Model):
    """How somebody stands to somebody else: `person` is the `kind` of `other`. It lets nobody do anything."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="relations", db_index=False)
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="related", db_index=False)
    kind = models.TextField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.TextField(default="")
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "other", "kind"],
                condition=models.Q(ended_at=None),
                name="relation_once",
            ),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="relation_to_another"),
        ]
        indexes = [
            models.Index(fields=["council", "person", "id"], name="relation_person"),
            models.Index(fields=["council", "other", "id"], name="relation_other"),
        ]


class Organisation(models.Model):
    """That a record is of an organisation: a business, charity or landlord, for which members act.

    Its name, contact points, addresses, numbers and requests hang on the record as a person's do (decisions/0028).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="organisation"
    )
    kind = models.TextField()
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
