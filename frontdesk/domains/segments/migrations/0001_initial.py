"""Segments of customers, what is to be counted anew, and the counts; the views of facts.sql."""

from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


def _council() -> Any:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisations.council"
    )


def _person() -> Any:
    return models.OneToOneField(
        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="+",
        serialize=False, to="people.person",
    )


def _goes_with_the_person(table: str) -> migrations.RunSQL:
    """What was worked out of a record goes with it: an import of customers that is taken back deletes records."""
    name = f"{table}_person_id_same_council"
    return migrations.RunSQL(
        f"""ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (council_id, person_id)
            REFERENCES people_person (council_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;""",
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}";',
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0002_strategy"),
        ("people", "0016_customer_facts"),
        ("places", "0007_area_profiles"),
        ("contacts", "0009_person_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("council", _council()),
                ("person", _person()),
                ("segment", models.TextField()),
                ("version", models.TextField()),
                ("counted_on", models.DateField()),
                ("looks_on", models.DateField(null=True)),
                ("contacts", models.IntegerField()),
                ("by_channel", models.JSONField(default=dict)),
                ("profile", models.TextField(db_default="", default="")),
            ],
            options={"indexes": [
                models.Index(condition=Q(("looks_on__isnull", False)), fields=["council", "looks_on", "person"],
                             name="segments_looks"),
                models.Index(fields=["council", "person"], name="segments_standing_order"),
            ]},
        ),
        migrations.CreateModel(
            name="Due",
            fields=[("council", _council()), ("person", _person())],
            options={"indexes": [models.Index(fields=["council", "person"], name="segments_due_order")]},
        ),
        migrations.CreateModel(
            name="LeftOut",
            fields=[
                ("council", _council()),
                ("person", _person()),
                ("at", models.DateTimeField()),
                ("by_right", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("council", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False,
                    to="organisations.council")),
                ("version", models.TextField(default="")),
                ("whole", models.BooleanField(default=True)),
                ("place", models.BigIntegerField(default=0)),
                ("whole_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("council", _council()),
                ("counted_on", models.DateField()),
                ("segment", models.TextField()),
                ("profile", models.TextField(default="")),
                ("channel", models.TextField(default="")),
                ("customers", models.IntegerField(default=0)),
                ("contacts", models.BigIntegerField(default=0)),
            ],
            options={"constraints": [
                models.UniqueConstraint(
                    fields=("council", "counted_on", "segment", "profile", "channel"), name="segments_count_once")]},
        ),
        rls.protect("segments_standing", unique_pair=False),
        rls.protect("segments_due", unique_pair=False),
        rls.protect("segments_leftout", unique_pair=False),
        rls.protect("segments_round", unique_pair=False),
        rls.protect("segments_count", unique_pair=False),
        _goes_with_the_person("segments_standing"),
        _goes_with_the_person("segments_due"),
        _goes_with_the_person("segments_leftout"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW segments_count_facts;"),
    ]
