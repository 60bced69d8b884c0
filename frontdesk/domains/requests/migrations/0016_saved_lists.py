import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

_NO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """Lists of requests that staff keep under a name, for themselves or for a team."""

    dependencies = [("requests", "0015_ward_order"), ("organisations", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(null=True)),
                ("name", models.TextField()),
                ("wanted", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("council", models.ForeignKey(db_index=False, on_delete=_NO, to="organisations.council")),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=_NO, related_name="+", to="organisations.team"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["council", "user_id", "id"], name="saved_list_user")]},
        ),
        rls.protect("requests_savedlist"),
        rls.same_council("requests_savedlist", "team_id", "organisations_team"),
    ]
