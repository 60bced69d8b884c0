"""How customers want to hear of what we write about."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_held"), ("people", "0011_restricted"), ("organisations", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("topic", models.TextField()),
                ("way", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("council", models.ForeignKey(db_index=False, on_delete=_PROTECT, to="organisations.council")),
                ("person", models.ForeignKey(db_index=False, on_delete=_PROTECT, related_name="+", to="people.person")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("council", "person", "topic"), name="choice_once")]
            },
        ),
        rls.protect("notifications_choice"),
        rls.same_council("notifications_choice", "person_id", "people_person"),
    ]
