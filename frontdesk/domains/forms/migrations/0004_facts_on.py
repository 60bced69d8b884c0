"""The day on which a draft's facts were looked up: facts of another day do not count."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0003_email_proved")]

    operations = [
        migrations.AddField("draft", "facts_on", models.DateField(null=True)),
    ]
