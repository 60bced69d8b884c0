"""Closed requests of a ward in the order of their list: of a ward whose requests are old it read all newer ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0019_without_ward")]

    operations = [
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["council", "ward", "closed_at", "id"],
                name="request_closed_ward",
                condition=~models.Q(closed_at=None) & ~models.Q(ward=""),
            ),
        ),
    ]
