"""The promise that was missed before a request was moved, and the views of facts.sql with it.

When that file changes, a later migration runs it and this one leaves it out.
"""

from pathlib import Path

from django.db import migrations, models

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):
    dependencies = [("requests", "0004_request_by_the_minute")]

    operations = [
        migrations.AddField(
            model_name="request",
            name="missed_promise",
            field=models.TextField(default=""),
        ),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW requests_contact_facts; DROP VIEW requests_facts;"),
    ]
