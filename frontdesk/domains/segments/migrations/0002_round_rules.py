"""The rules that a round counted by stand with it, so that what it found is told in their words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("segments", "0001_initial")]

    operations = [migrations.AddField("round", "rules", models.JSONField(default=dict))]
