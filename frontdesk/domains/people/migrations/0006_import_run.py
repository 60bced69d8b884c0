from django.db import migrations, models


class Migration(migrations.Migration):
    """The import that a customer came by, so that a run can be undone."""

    dependencies = [("people", "0005_facts"), ("kernel", "0003_import_runs")]

    operations = [
        migrations.AddField(model_name="person", name="import_run", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("import_run__isnull", False)),
                fields=["council", "import_run", "id"],
                name="person_import",
            ),
        ),
    ]
