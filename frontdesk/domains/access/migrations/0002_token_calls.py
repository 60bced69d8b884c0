import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TokenCalls",
            fields=[
                (
                    "token",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="access.token",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisations.council",
                    ),
                ),
                ("minute", models.DateTimeField()),
                ("calls", models.IntegerField()),
            ],
        ),
        # Counted at each call: it must not wait for the disk, and nobody misses it after a crash.
        migrations.RunSQL("ALTER TABLE access_tokencalls SET UNLOGGED;", "ALTER TABLE access_tokencalls SET LOGGED;"),
        rls.protect("access_tokencalls", unique_pair=False),
        rls.same_council("access_tokencalls", "token_id", "access_token"),
    ]
