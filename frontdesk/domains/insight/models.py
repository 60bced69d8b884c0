"""Counts by day and by month, kept up from the journal. They hold no personal data and can always be recounted.

A month holds what its days come to, under its first day, so that a year is read from a dozen months. Each table holds
rows by service and ward, and beside them their sums: of each service in all wards, where the ward is `TOGETHER`, and
of each ward for all services, where service (and promise) are. `queries.counts` reads one of the three.
"""

from django.db import models

from frontdesk.domains.organisations.models import Council


class RequestCounts(models.Model):
    """Transactions by service, promise, channel, digital, assisted and ward ('' where it is not known).

    `decided` are those whose promise was kept or missed when they were closed; `neither` ones are not among them.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    service = models.TextField()
    promise = models.TextField(default="")
    channel = models.TextField()
    digital = models.BooleanField()
    assisted = models.BooleanField()
    ward = models.TextField(default="")
    received = models.IntegerField()
    completed = models.IntegerField()
    neither = models.IntegerField()
    kept = models.IntegerField(default=0)
    decided = models.IntegerField(default=0)

    class Meta:
        abstract = True


OF_REQUESTS = ["council", "local_day", "ward", "service", "promise", "channel", "digital", "assisted"]
OF_SERVICE = ["council", "local_day", "service"]


class RequestDay(RequestCounts):
    """Transactions received on a local day."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=OF_REQUESTS, name="insight_request_day")]
        indexes = [models.Index(fields=OF_SERVICE, name="insight_request_day_service")]


class RequestMonth(RequestCounts):
    """The same by month, under its first day."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=OF_REQUESTS, name="insight_request_month")]
        indexes = [models.Index(fields=OF_SERVICE, name="insight_request_month_service")]


class ContactCounts(models.Model):
    """Contacts by service, channel and ward.

    `contacts` counts a contact at its first matter, so it adds up to whole contacts; `share` splits it equally among
    the services of its matters, for cost. `noted` are the matters of which it was noted why they came.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    service = models.TextField()
    channel = models.TextField()
    ward = models.TextField(default="")
    contacts = models.IntegerField()
    share = models.DecimalField(max_digits=14, decimal_places=6)
    matters = models.IntegerField()
    noted = models.IntegerField(default=0)
    failure = models.IntegerField()

    class Meta:
        abstract = True


OF_CONTACTS = ["council", "local_day", "ward", "service", "channel"]


class ContactDay(ContactCounts):
    """Contacts of a local day."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=OF_CONTACTS, name="insight_contact_day")]
        indexes = [models.Index(fields=OF_SERVICE, name="insight_contact_day_service")]


class ContactMonth(ContactCounts):
    """The same by month, under its first day."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=OF_CONTACTS, name="insight_contact_month")]
        indexes = [models.Index(fields=OF_SERVICE, name="insight_contact_month_service")]


class StandardDay(models.Model):
    """What the contacts of a local day come to for a standard, by the version in force on it, of `kind`.

    By ward, and in all of them, where the ward is `TOGETHER`.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    standard = models.TextField()
    kind = models.TextField()
    ward = models.TextField(default="")
    numerator = models.DecimalField(max_digits=20, decimal_places=6)
    denominator = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "ward", "local_day", "standard", "kind"], name="insight_standard_day"
            )
        ]
