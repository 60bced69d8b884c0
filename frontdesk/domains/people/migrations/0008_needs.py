"""Needs say where they are known from, what the customer said to it, when we ask again and why they ended; signs of
needs that nobody has recorded; exceptions that follow from a need."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


def _words(name: str) -> migrations.AddField:
    return migrations.AddField("need", name, models.TextField(db_default="", default=""))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_strategy"), ("people", "0007_joins")]

    operations = [
        *(_words(name) for name in ("detail", "service", "consent", "consent_words", "ended_why")),
        migrations.AddField("need", "reviewed_at", models.DateTimeField(null=True)),
        migrations.AddField("need", "reviewed_by", models.BigIntegerField(null=True)),
        migrations.AddField("need", "ended_by", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "need",
            models.Index(
                condition=models.Q(("ended_at", None), ("review_on__isnull", False)),
                fields=["council", "review_on", "id"],
                name="need_review",
            ),
        ),
        migrations.AddField(
            "serviceexception",
            "need",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="exceptions",
                to="people.need",
            ),
        ),
        rls.same_council("people_serviceexception", "need_id", "people_need"),
        migrations.CreateModel(
            name="NeedSign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sign", models.TextField()),
                ("times", models.IntegerField(default=0)),
                ("last_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.BigIntegerField(null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signs",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("council", "person", "sign"), name="need_sign_once")
                ],
            },
        ),
        rls.protect("people_needsign"),
        rls.same_council("people_needsign", "person_id", "people_person"),
    ]
