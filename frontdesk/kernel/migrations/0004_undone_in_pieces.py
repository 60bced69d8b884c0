from django.db import migrations, models


class Migration(migrations.Migration):
    """How far a run has been taken back: that is done in pieces, and goes on where it was cut off."""

    dependencies = [("kernel", "0003_import_runs")]

    operations = [
        migrations.AddField("ImportRun", "removed", models.IntegerField(default=0, db_default=0)),
        migrations.AddField("ImportRun", "undone_upto", models.TextField(default="", db_default="")),
    ]
