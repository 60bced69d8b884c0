from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    """Runs of imports: what was brought in from which file, so that it can be gone on with and undone."""

    dependencies = [("kernel", "0002_failed_reactions")]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("council_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("source", models.TextField()),
                ("file", models.TextField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("added", models.IntegerField(default=0)),
                ("same", models.IntegerField(default=0)),
                ("refused", models.IntegerField(default=0)),
                ("left_out", models.IntegerField(default=0)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("kept", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "kernel_import",
                "indexes": [models.Index(fields=["council_id", "-id"], name="kernel_import_newest")],
            },
        ),
        rls.protect("kernel_import"),
    ]
