"""Open work that is late, whole in one index: past its due date, or what missed the one before a period begun anew."""

from django.db import migrations, models
from django.db.models import Case, F, Q, When


class Migration(migrations.Migration):
    dependencies = [("requests", "0023_unseen")]

    operations = [
        migrations.AddIndex(
            "request",
            models.Index(
                "council",
                Case(When(missed=True, then=F("received_at")), default=F("due_at")),
                include=[
                    "received_at", "due_at", "missed", "local_day", "service", "ward", "channel", "side", "promise",
                    "missed_promise", "closed_at",
                ],
                name="request_open_late",
                condition=Q(closed_at=None),
            ),
        ),
        migrations.RemoveIndex("request", "request_open_due"),
        migrations.RemoveIndex("request", "request_open_missed"),
    ]
