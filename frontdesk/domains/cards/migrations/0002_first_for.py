"""To whom an offer is shown first."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial")]

    operations = [
        migrations.AddField("offer", "first_for", ArrayField(models.TextField(), db_default=[], default=list)),
    ]
