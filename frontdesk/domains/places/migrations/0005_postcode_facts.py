"""The views of facts.sql, with the postcode of an address."""

from pathlib import Path

from django.db import migrations

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [("places", "0004_imports")]

    operations = [
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW places_address_facts; DROP VIEW places_area_facts;"),
    ]
