"""Open work that is late, for the figures: by when it is due, and what missed the date before a period begun anew."""

from django.db import migrations, models
from django.db.models import Q

_OPEN = Q(closed_at=None)


class Migration(migrations.Migration):
    dependencies = [("requests", "0017_followers")]

    operations = [
        migrations.AddIndex(
            "request", models.Index(fields=["council", "due_at"], name="request_open_due", condition=_OPEN)
        ),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["council", "local_day"], name="request_open_missed", condition=_OPEN & Q(missed=True)
            ),
        ),
    ]
