"""The views of facts.sql, with one row for each record."""

from pathlib import Path

from django.db import migrations

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [("people", "0015_help_denied")]

    operations = [migrations.RunSQL(FACTS.read_text(), "DROP VIEW people_customer_facts;")]
