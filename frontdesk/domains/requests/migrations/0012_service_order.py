"""Requests of a service in the order in which outside clients page through them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0011_facts_kept")]

    operations = [
        migrations.RemoveIndex("request", "request_service"),
        migrations.AddIndex(
            "request", models.Index(fields=["council", "service", "received_at", "id"], name="request_service_order")
        ),
    ]
