import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

_NO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [("requests", "0002_facts")]

    operations = [
        migrations.CreateModel(
            name="RequestOutside",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=_NO,
                        primary_key=True,
                        related_name="outside",
                        serialize=False,
                        to="requests.request",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=_NO, to="organisations.council"
                    ),
                ),
                ("token_id", models.BigIntegerField()),
                ("outside_id", models.TextField(default="")),
                (
                    "description",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=_NO,
                        related_name="+",
                        to="requests.requesttext",
                    ),
                ),
                (
                    "media",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=_NO,
                        related_name="+",
                        to="requests.requesttext",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council", "token_id", "outside_id"], name="request_outside_id")
                ],
            },
        ),
        rls.protect("requests_requestoutside", unique_pair=False),
        rls.same_council("requests_requestoutside", "request_id", "requests_request"),
        rls.same_council("requests_requestoutside", "description_id", "requests_requesttext"),
        rls.same_council("requests_requestoutside", "media_id", "requests_requesttext"),
    ]
