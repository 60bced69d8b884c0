"""A message names a person of its own council, or none."""

from django.db import migrations

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_undelivered"),
        ("people", "0001_initial"),
    ]

    operations = [
        rls.same_council("notifications_message", "person_id", "people_person"),
    ]
