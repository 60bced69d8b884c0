"""The ward that a contact counts in, and the views of facts.sql with it."""

from pathlib import Path

from django.db import migrations, models

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0006_import_run"),
        ("people", "0005_facts"),
        ("places", "0005_postcode_facts"),
    ]

    operations = [
        migrations.AddField("contact", "ward", models.TextField(default="", db_default="")),
        migrations.AddField("contact", "ward_of_request", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["council", "ward", "local_day", "id"], condition=~models.Q(ward=""), name="contact_ward_order"
            ),
        ),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW contacts_matter_facts; DROP VIEW contacts_facts;"),
    ]
