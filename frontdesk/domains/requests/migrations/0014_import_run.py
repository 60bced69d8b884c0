from django.db import migrations, models


class Migration(migrations.Migration):
    """The import that a request came by, and what the other system called it: begun again it makes none twice."""

    dependencies = [("requests", "0013_followers_from_now"), ("kernel", "0003_import_runs")]

    operations = [
        migrations.AddField(model_name="request", name="import_run", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="request", name="import_key", field=models.TextField(null=True)),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(("import_key__isnull", False)),
                fields=("council", "import_key"),
                name="request_import_once",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("import_run__isnull", False)),
                fields=["council", "import_run", "id"],
                name="request_import",
            ),
        ),
    ]
