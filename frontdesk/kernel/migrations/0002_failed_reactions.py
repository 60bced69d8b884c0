"""A reaction that fails is counted and rests, so that it neither stops the others nor runs without pause."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE kernel_cursor ADD failures integer NOT NULL DEFAULT 0, ADD rests_until timestamptz;",
            "ALTER TABLE kernel_cursor DROP failures, DROP rests_until;",
        ),
    ]
