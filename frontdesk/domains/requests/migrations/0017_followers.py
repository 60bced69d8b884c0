import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from frontdesk.kernel import rls

_NO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """Who wants to hear what becomes of somebody else's request, by an address that they proved."""

    dependencies = [("requests", "0016_saved_lists")]

    operations = [
        migrations.CreateModel(
            name="RequestFollower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("proved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=_NO, to="organisations.council"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=_NO,
                        related_name="followers",
                        to="requests.request",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=~Q(email=""), fields=["council", "email"], name="request_follower_email"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=~Q(email=""),
                        fields=("council", "request", "email"),
                        name="request_follower_once",
                    )
                ],
            },
        ),
        rls.protect("requests_requestfollower"),
        rls.same_council("requests_requestfollower", "request_id", "requests_request"),
    ]
