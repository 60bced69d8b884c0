"""An index for the list of messages that did not arrive: few among millions that did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["council", "-id"],
                condition=models.Q(state__in=["waiting", "sending", "failed"]),
                name="message_undelivered",
            ),
        ),
    ]
