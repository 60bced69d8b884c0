"""That a code sent to a saved form's address has opened it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_facts")]

    operations = [
        migrations.AddField("draft", "email_proved_at", models.DateTimeField(null=True)),
    ]
