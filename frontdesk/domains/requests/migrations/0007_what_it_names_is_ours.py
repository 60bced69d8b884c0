"""Draft, exception, promise and token of a request are of its own council."""

from django.db import migrations

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0006_request_closed_team"),
        ("access", "0001_initial"),
        ("forms", "0001_initial"),
        ("people", "0001_initial"),
        ("standards", "0001_initial"),
    ]

    operations = [
        rls.same_council("requests_request", "draft_id", "forms_draft"),
        rls.same_council("requests_request", "exception_id", "people_serviceexception"),
        rls.same_council("requests_request", "promise_version", "standards_standardversion"),
        rls.same_council("requests_requestoutside", "token_id", "access_token"),
    ]
