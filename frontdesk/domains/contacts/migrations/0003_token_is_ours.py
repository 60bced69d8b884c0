"""A contact names a token of its own council, or none."""

from django.db import migrations

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0002_facts"),
        ("access", "0001_initial"),
    ]

    operations = [
        rls.same_council("contacts_contact", "token_id", "access_token"),
    ]
