"""Cases of rights over data: what was asked, the clock's events, words, copies and what in them tells of others."""

from django.db import models
from django.db.models import Q

from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models import Person
from frontdesk.domains.requests.models import Request
from frontdesk.kernel.models import StoredFile


class RightsCase(models.Model):
    """What somebody asks of us by right. `clock` is the rule of law as it was on receipt, `due_on` what the events of
    the case come to; `waits_for` is of types.IDENTITY, CUSTOMER, ''. `person` goes when they are erased."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    reference = models.TextField()
    kind = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    channel = models.TextField()
    on_behalf = models.TextField(default="")
    clock = models.JSONField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    kept = models.BooleanField(null=True)
    extended = models.BooleanField(default=False)
    waits_for = models.TextField(default="")
    identity = models.TextField(default="")
    identity_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    ground = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)
    recorded_by = models.BigIntegerField(null=True)
    closed_by = models.BigIntegerField(null=True)
    changes = models.IntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "reference"], name="rights_reference")]
        indexes = [
            models.Index(fields=["council", "due_on", "id"], condition=Q(closed_at=None), name="rights_open"),
            models.Index(fields=["council", "-closed_at", "-id"], condition=~Q(closed_at=None), name="rights_closed"),
            models.Index(fields=["council", "person", "-id"], name="rights_person"),
        ]


class RightsEvent(models.Model):
    """Something that moves the clock of a case, as standards reads it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(RightsCase, on_delete=models.CASCADE, db_index=False, related_name="events")
    at = models.DateTimeField()
    kind = models.TextField()
    name = models.TextField(default="")
    by = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["council", "case", "at", "id"], name="rights_event")]


class RightsText(models.Model):
    """Words of a case. Erasing empties the body."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(RightsCase, on_delete=models.CASCADE, db_index=False, related_name="texts")
    kind = models.TextField()
    body = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    by_customer = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["council", "case", "id"], name="rights_text")]


class RightsCopy(models.Model):
    """A copy of what is held on the customer of a case. `collected` is everything, `page` and `data` what is given.

    `cluster` are the records that it was collected from, `parts` the labels and numbers of records.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(RightsCase, on_delete=models.CASCADE, db_index=False, related_name="copies")
    state = models.TextField()
    cluster = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    collected = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    page = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    data = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "case", "-id"], name="rights_copy"),
            models.Index(fields=["council", "ends_at"], condition=~Q(ends_at=None), name="rights_copy_ends"),
        ]


class RightsFinding(models.Model):
    """Something in a copy that may tell about somebody else, and what was decided of it: types.LEFT_IN, TAKEN_OUT.

    `service` is set where it stands in records of that restricted service only. Findings go with their copy.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    copy = models.ForeignKey(RightsCopy, on_delete=models.CASCADE, db_index=False, related_name="findings")
    kind = models.TextField()
    text = models.TextField()
    places = models.JSONField(default=list)
    number = models.IntegerField()
    service = models.TextField(default="")
    decision = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["council", "copy", "id"], name="rights_finding")]


class RightsTold(models.Model):
    """Somebody who had been told what was wrong or is to go (a system, a team), and when they were told again."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(RightsCase, on_delete=models.CASCADE, db_index=False, related_name="told")
    kind = models.TextField()
    code = models.TextField()
    why = models.TextField(default="")
    told_at = models.DateTimeField(null=True)
    told_by = models.BigIntegerField(null=True)
    how = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "case", "kind", "code"], name="rights_told_once")]


class RetentionRule(models.Model):
    """What a council decided of a class of record of retention.toml: for how many months, and whether it runs."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    code = models.TextField()
    months = models.IntegerField()
    on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="retention_rule_once")]


class RetentionRun(models.Model):
    """One run of a rule, in pieces: `place` is where the next begins. A dry run counts and empties nothing."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    code = models.TextField()
    before = models.DateTimeField()
    dry = models.BooleanField()
    began_at = models.DateTimeField()
    began_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    emptied = models.IntegerField(default=0)
    spared = models.IntegerField(default=0)
    place = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "code", "dry"], condition=Q(ended_at=None), name="retention_one_run"
            )
        ]
        indexes = [models.Index(fields=["council", "-id"], name="retention_newest")]


class LegalHold(models.Model):
    """What must not be emptied or erased, and why: everything of a customer, or one request; until a day or its end."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    why = models.TextField()
    until = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, request=None) | Q(person=None, request__isnull=False),
                name="hold_of_one_thing",
            )
        ]
        indexes = [models.Index(fields=["council", "id"], condition=Q(ended_at=None), name="hold_in_force")]


class Consent(models.Model):
    """What a customer said of one purpose on one channel, in which words: each a row, the newest counts."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    purpose = models.TextField()
    channel = models.TextField()
    wording = models.IntegerField()
    given = models.BooleanField()
    via = models.TextField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["council", "person", "at"], name="consent_person")]


class Breach(models.Model):
    """A breach of personal data: known since when, told to the Commissioner and the people, with reasons.

    `due_at` is when the 72 hours of the clock of law end. Words are without names of people.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    what = models.TextField()
    known_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    affected = models.IntegerField(null=True)
    who = models.TextField(default="")
    risk = models.TextField(default="")
    why_risk = models.TextField(default="")
    ico_told_at = models.DateTimeField(null=True)
    ico_words = models.TextField(default="")
    people_told_at = models.DateTimeField(null=True)
    people_words = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    lessons = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["council", "-known_at", "-id"], name="breach_newest")]
