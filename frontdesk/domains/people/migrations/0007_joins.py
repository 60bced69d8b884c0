"""Joins of records that can be undone, and pairs that may be one customer.

Records that point at another already are given the join they came by, so that it can be undone too.
"""

from collections.abc import Callable
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

_JOINS = """
INSERT INTO people_join (council_id, person_id, into_id, how, reasons, why, joined_at, undone_why)
SELECT council_id, id, merged_into_id, merged_how, '[]', '', coalesce(merged_at, created_at), ''
FROM people_person WHERE merged_into_id IS NOT NULL
"""


def _person(name: str, on_delete: Callable[..., None]) -> Any:
    return models.ForeignKey(on_delete=on_delete, related_name=name, to="people.person")


def _council() -> Any:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisations.council"
    )


def _id() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_strategy"), ("people", "0006_import_run")]

    operations = [
        migrations.CreateModel(
            name="Join",
            fields=[
                ("id", _id()),
                ("how", models.TextField()),
                ("probability", models.FloatField(null=True)),
                ("reasons", models.JSONField(default=list)),
                ("why", models.TextField(default="")),
                ("run", models.BigIntegerField(null=True)),
                ("joined_at", models.DateTimeField()),
                ("joined_by", models.BigIntegerField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.BigIntegerField(null=True)),
                ("undone_why", models.TextField(default="")),
                ("council", _council()),
                ("into", _person("taken_in", django.db.models.deletion.PROTECT)),
                ("person", _person("joins", django.db.models.deletion.PROTECT)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("council", "person"), name="joined_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinProposal",
            fields=[
                ("id", _id()),
                ("state", models.TextField()),
                ("probability", models.FloatField()),
                ("reasons", models.JSONField(default=list)),
                ("why", models.TextField(default="")),
                ("run", models.BigIntegerField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                ("decided_why", models.TextField(default="")),
                ("council", _council()),
                ("higher", _person("proposed_with_lower", django.db.models.deletion.CASCADE)),
                ("lower", _person("proposed_with_higher", django.db.models.deletion.CASCADE)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["council", "-probability", "id"],
                        name="proposed_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "lower", "higher"), name="proposed_once")
                ],
            },
        ),
        rls.protect("people_join"),
        rls.protect("people_joinproposal"),
        rls.same_council("people_join", "person_id", "people_person"),
        rls.same_council("people_join", "into_id", "people_person"),
        rls.same_council("people_joinproposal", "lower_id", "people_person"),
        rls.same_council("people_joinproposal", "higher_id", "people_person"),
        migrations.RunSQL(_JOINS, migrations.RunSQL.noop),
    ]
