"""The read-only views of facts.sql. Empty: 0007 runs the file as it is now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]

    operations = []  # noqa: RUF012
