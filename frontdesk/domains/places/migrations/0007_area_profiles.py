"""Profiles of areas by postcode, and the views of facts.sql with them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_strategy"), ("places", "0006_keys_follow")]

    operations = [
        migrations.CreateModel(
            name="AreaProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postcode_norm", models.TextField(db_collation="C")),
                ("profile", models.TextField()),
                ("label", models.TextField(default="")),
                ("signal", models.FloatField(null=True)),
                ("broadband", models.FloatField(null=True)),
                ("over_65", models.FloatField(null=True)),
                ("low_income", models.FloatField(null=True)),
                ("council", models.ForeignKey(
                    db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="organisations.council")),
            ],
            options={"constraints": [
                models.UniqueConstraint(fields=("council", "postcode_norm"), name="places_area_profile_postcode")]},
        ),
        rls.protect("places_areaprofile"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW places_profile_facts; DROP VIEW places_postcode_facts;"),
    ]
