"""That somebody has died, or is said to have."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_strategy"), ("people", "0011_restricted")]

    operations = [
        migrations.CreateModel(
            name="Death",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(default="")),
                ("said_at", models.DateTimeField()),
                ("said_by", models.BigIntegerField(null=True)),
                ("died_on", models.DateField(null=True)),
                ("evidence", models.TextField(default="")),
                ("words", models.TextField(default="")),
                ("recorded_at", models.DateTimeField(null=True)),
                ("recorded_by", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.BigIntegerField(null=True)),
                ("ended_why", models.TextField(default="")),
                (
                    "council",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisations.council"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deaths",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council", "person", "id"], name="death_person"),
                    models.Index(
                        condition=models.Q(("ended_at", None), ("recorded_at", None)),
                        fields=["council", "id"],
                        name="death_unsure",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("council", "person"), name="death_standing_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at", None), ("died_on__isnull", False), _connector="OR"),
                        name="death_recorded_has_a_day",
                    ),
                ],
            },
        ),
        rls.protect("people_death"),
        rls.same_council("people_death", "person_id", "people_person"),
    ]
