"""Services, their versions, and the trials before them. Versions and trials are written once and never changed:
the application's role has no right to update or delete them."""

from django.conf import settings
from django.db import models

from frontdesk.domains.organisations.models import Council


class Service(models.Model):
    """A service of the catalogue with the words of its current version, for lists."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    code = models.TextField()
    name = models.TextField()
    summary = models.TextField()
    kind = models.TextField()
    tier = models.SmallIntegerField()
    group_name = models.TextField()
    owner = models.TextField()
    keywords = models.JSONField(default=list)
    best = models.TextField()
    open_channels = models.JSONField(default=list)
    restricted = models.BooleanField(default=False)
    digital_only = models.BooleanField(default=False)
    lgsl = models.IntegerField(null=True)
    has_form = models.BooleanField(default=True)
    current = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="service_code")]


class ServiceVersion(models.Model):
    """One published version: the canonical file it was published from, and who published it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.IntegerField()
    source = models.TextField()
    sha256 = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    examples_passed = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "service", "number"], name="service_version_number")]


class Trial(models.Model):
    """Who tried a version before it was published and what was found (A4)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="trials", db_index=False)
    who = models.TextField()
    found = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["council", "version"], name="trial_version")]


class SearchDay(models.Model):
    """How many searches of a day found no service. Never what was typed: people write their own affairs there."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    day = models.DateField()
    found_none = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "day"], name="search_day_once")]
