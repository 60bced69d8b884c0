"""A draft names an exception of its own council, or none."""

from django.db import migrations

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0004_facts_on"),
        ("people", "0001_initial"),
    ]

    operations = [
        rls.same_council("forms_draft", "exception_id", "people_serviceexception"),
    ]
