"""What we wrote to a customer and they have not opened in their account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0022_acting")]

    operations = [
        migrations.AddField("requesttext", "unseen", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex(
            "requesttext",
            models.Index(fields=["council", "request"], name="request_text_unseen", condition=models.Q(unseen=True)),
        ),
    ]
