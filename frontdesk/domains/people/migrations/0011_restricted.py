"""Who is restricted is asked for by every list of pairs: a few of a million."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0010_organisations")]

    operations = [
        migrations.AddIndex(
            "person",
            models.Index(fields=["council", "id"], condition=models.Q(restricted=True), name="person_restricted"),
        ),
    ]
