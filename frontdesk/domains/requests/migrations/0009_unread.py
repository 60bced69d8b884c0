"""Since when a request has words of its customer that nobody dealt with."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("requests", "0008_day_order")]

    operations = [
        migrations.AddField("request", "unread_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["council", "order_at", "id"],
                name="request_unread",
                condition=Q(closed_at=None) & Q(unread_at__isnull=False),
            ),
        ),
    ]
