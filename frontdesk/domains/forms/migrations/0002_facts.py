"""The read-only views of facts.sql. When the file changes, a later migration runs it and this one becomes empty."""

from pathlib import Path

from django.db import migrations

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]

    operations = [
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW forms_facts;"),
    ]
