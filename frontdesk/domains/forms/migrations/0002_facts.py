"""The view of drafts, as it began. 0010 runs facts.sql as it is now."""

from django.db import migrations

DRAFTS = """
CREATE OR REPLACE VIEW forms_facts WITH (security_invoker = true) AS
SELECT d.council_id AS council,
       d.id,
       d.service,
       d.version_id AS version,
       d.channel,
       d.started_on,
       d.assisted,
       d.person_id AS person,
       d.state,
       d.page,
       d.saves,
       d.request_id AS request,
       d.started_at AS started,
       d.last_activity,
       d.finished_at AS finished
FROM forms_draft d;
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]

    operations = [migrations.RunSQL(DRAFTS, "DROP VIEW forms_facts;")]
