"""What a supplier calls a message, so that its news of it is known again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_cleared")]

    operations = [
        migrations.AddField("message", "supplier_number", models.TextField(default="")),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["council", "sent_at"],
                condition=models.Q(state="sent") & ~models.Q(supplier_number=""),
                name="message_on_its_way",
            ),
        ),
    ]
