from django.db import migrations, models


class Migration(migrations.Migration):
    """The import that a contact came by, so that a run can be undone."""

    dependencies = [("contacts", "0005_waiting"), ("kernel", "0003_import_runs")]

    operations = [
        migrations.AddField(model_name="contact", name="import_run", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("import_run__isnull", False)),
                fields=["council", "import_run", "id"],
                name="contact_import",
            ),
        ),
    ]
