from django.db import migrations, models


class Migration(migrations.Migration):
    """Requests with a point and no ward: each night those are placed whose ward has come to be known."""

    dependencies = [("requests", "0018_late")]

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
