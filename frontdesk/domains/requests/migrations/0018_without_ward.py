from django.db import migrations, models


class Migration(migrations.Migration):
    """Requests with a point and no ward: each night those are placed whose ward has come to be known."""

    dependencies = [("requests", "0017_followers")]

    operations = [
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["council", "id"],
                condition=models.Q(ward="", easting__isnull=False),
                name="request_without_ward",
            ),
        ),
    ]
