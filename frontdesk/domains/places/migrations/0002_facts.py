"""The read-only views of facts.sql. Empty: 0005 runs the file as it is now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = []  # noqa: RUF012
