"""Counts by ward, and months beside days. What was counted before is counted again from the journal's beginning."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

AGAIN = """
    DELETE FROM insight_requestday;
    DELETE FROM insight_contactday;
    DELETE FROM insight_standardday;
    DELETE FROM kernel_cursor WHERE reaction IN ('insight.requests', 'insight.contacts', 'insight.standards');
"""
_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
_COUNCIL = (
    "council",
    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="organisations.council"),
)
_REQUESTS = ("council", "local_day", "service", "promise", "channel", "digital", "assisted", "ward")
_CONTACTS = ("council", "local_day", "service", "channel", "ward")


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0002_standard_day"),
        ("contacts", "0007_ward"),
        ("kernel", "0001_initial"),
        ("organisations", "0002_strategy"),
    ]

    operations = [
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
        # The rows that went leave checks behind them that wait for the end of the transaction.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="RequestMonth",
            fields=[
                _ID,
                ("local_day", models.DateField()),
                ("service", models.TextField()),
                ("promise", models.TextField(default="")),
                ("channel", models.TextField()),
                ("digital", models.BooleanField()),
                ("assisted", models.BooleanField()),
                ("ward", models.TextField(default="")),
                ("received", models.IntegerField()),
                ("completed", models.IntegerField()),
                ("neither", models.IntegerField()),
                ("kept", models.IntegerField(default=0)),
                ("decided", models.IntegerField(default=0)),
                _COUNCIL,
            ],
        ),
        migrations.CreateModel(
            name="ContactMonth",
            fields=[
                _ID,
                ("local_day", models.DateField()),
                ("service", models.TextField()),
                ("channel", models.TextField()),
                ("ward", models.TextField(default="")),
                ("contacts", models.IntegerField()),
                ("share", models.DecimalField(decimal_places=6, max_digits=14)),
                ("matters", models.IntegerField()),
                ("noted", models.IntegerField(default=0)),
                ("failure", models.IntegerField()),
                _COUNCIL,
            ],
        ),
        migrations.RemoveConstraint("requestday", "insight_request_day"),
        migrations.RemoveConstraint("contactday", "insight_contact_day"),
        migrations.RemoveConstraint("standardday", "insight_standard_day"),
        migrations.AddField("requestday", "ward", models.TextField(default="")),
        migrations.AddField("contactday", "ward", models.TextField(default="")),
        migrations.AddField("contactday", "noted", models.IntegerField(default=0)),
        migrations.AddField("standardday", "ward", models.TextField(default="")),
        migrations.AddConstraint(
            "requestday", models.UniqueConstraint(fields=_REQUESTS, name="insight_request_day")
        ),
        migrations.AddConstraint(
            "contactday", models.UniqueConstraint(fields=_CONTACTS, name="insight_contact_day")
        ),
        migrations.AddConstraint(
            "standardday",
            models.UniqueConstraint(
                fields=("council", "local_day", "standard", "kind", "ward"), name="insight_standard_day"
            ),
        ),
        migrations.AddConstraint(
            "requestmonth", models.UniqueConstraint(fields=_REQUESTS, name="insight_request_month")
        ),
        migrations.AddConstraint(
            "contactmonth", models.UniqueConstraint(fields=_CONTACTS, name="insight_contact_month")
        ),
        rls.protect("insight_requestmonth"),
        rls.protect("insight_contactmonth"),
    ]
