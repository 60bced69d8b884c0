"""Tables of standards. Versions are only ever added: the application role may not change or delete them."""

from django.db import models

from frontdesk.domains.organisations.models import Council


class CalendarVersion(models.Model):
    """A calendar of the council's own as of some load; the highest number counts."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    number = models.IntegerField()
    name = models.TextField()
    hours = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code", "number"], name="standards_calendar_number")]


class Standard(models.Model):
    """A promise, whatever its version. Withdrawn ones keep their history and are published no more."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="standards_standard_code")]


class StandardVersion(models.Model):
    """One version of a promise: in force from its day until a later version is. `details` holds clock and target."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    name = models.TextField()
    kind = models.TextField()
    measure = models.TextField()
    promise = models.TextField()
    formula = models.TextField()
    valid_from = models.DateField()
    review_on = models.DateField(null=True)
    published = models.BooleanField(default=True)
    source = models.TextField(default="")
    details = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["standard", "number"], name="standards_version_number")]


class StandardException(models.Model):
    """A service that keeps another promise than the council's, with who approved it and until when."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    service = models.TextField()
    instead = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    approved_by = models.TextField()
    approved_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "service", "valid_from"], name="standards_exception_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="standards_exception_ends_after_it_begins",
            ),
        ]


class RateCard(models.Model):
    """Pence by channel from a day; a correction of the same day has a higher number."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    basis = models.TextField()
    valid_from = models.DateField()
    number = models.IntegerField()
    pence = models.JSONField()
    source = models.TextField()
    note = models.TextField(default="")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "basis", "valid_from", "number"], name="standards_rate_number")
        ]
