"""What is held because somebody has died is found when it may go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_supplier_number")]

    operations = [
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["council", "person_id", "id"], condition=models.Q(state="held"), name="message_held"
            ),
        ),
    ]
