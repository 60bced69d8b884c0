"""Words and addresses leave old messages; the row says when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_person_is_ours")]

    operations = [
        migrations.AddField("message", "cleared_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["council", "made_at"], condition=models.Q(cleared_at__isnull=True), name="message_to_clear"
            ),
        ),
    ]
