"""Postcodes of their own, and what runs of imports did to rows."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("places", "0003_address_near")]

    operations = [
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postcode_norm", models.TextField(db_collation="C")),
                ("easting", models.FloatField(null=True)),
                ("northing", models.FloatField(null=True)),
                ("quality", models.IntegerField(null=True)),
                ("authority", models.TextField(default="")),
                ("introduced", models.DateField(null=True)),
                ("ended", models.DateField(null=True)),
                ("council", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.council")),
            ],
            options={"constraints": [
                models.UniqueConstraint(fields=("council", "postcode_norm"), name="places_postcode_norm")]},
        ),
        migrations.CreateModel(
            name="Imported",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("key", models.TextField(db_collation="C")),
                ("was", models.JSONField(null=True)),
                ("left_as", models.TextField()),
                ("council", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.council")),
            ],
            options={"constraints": [
                models.UniqueConstraint(fields=("council", "run", "kind", "key"), name="places_imported_row")]},
        ),
        rls.protect("places_postcode"),
        rls.protect("places_imported"),
    ]
