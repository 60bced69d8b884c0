"""The facts that answers were judged by, kept with them; null for answers from before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0010_links_since")]

    operations = [migrations.AddField("requestanswers", "facts", models.JSONField(null=True))]
