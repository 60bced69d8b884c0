"""When a file was taken back, so that it is shown no more though what happened to it stays told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0006_draft_saved")]

    operations = [migrations.AddField("upload", "taken_back_at", models.DateTimeField(null=True))]
