"""Day counts, kept up from the journal. They hold no personal data and can always be recounted from the facts."""

from django.db import models

from frontdesk.domains.organisations.models import Council


class RequestDay(models.Model):
    """Transactions received on a local day, by service, promise, channel, digital and assisted.

    `decided` are those whose promise was kept or missed when they were closed; `neither` ones are not among them.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    service = models.TextField()
    promise = models.TextField(default="")
    channel = models.TextField()
    digital = models.BooleanField()
    assisted = models.BooleanField()
    received = models.IntegerField()
    completed = models.IntegerField()
    neither = models.IntegerField()
    kept = models.IntegerField(default=0)
    decided = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "local_day", "service", "promise", "channel", "digital", "assisted"],
                name="insight_request_day",
            )
        ]


class ContactDay(models.Model):
    """Contacts of a local day by service and channel.

    `contacts` counts a contact at its first matter, so it adds up to whole contacts; `share` splits it equally among
    the services of its matters, for cost.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    service = models.TextField()
    channel = models.TextField()
    contacts = models.IntegerField()
    share = models.DecimalField(max_digits=14, decimal_places=6)
    matters = models.IntegerField()
    failure = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "local_day", "service", "channel"], name="insight_contact_day")
        ]


class StandardDay(models.Model):
    """What the contacts of a local day come to for a standard, by the version in force on it, which was of `kind`."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    local_day = models.DateField()
    standard = models.TextField()
    kind = models.TextField()
    numerator = models.DecimalField(max_digits=20, decimal_places=6)
    denominator = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "local_day", "standard", "kind"], name="insight_standard_day")
        ]
