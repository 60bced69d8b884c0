"""The view of where people live, as later migrations read it. 0013 runs facts.sql as it is now."""

from django.db import migrations

HOMES = """
CREATE OR REPLACE VIEW people_home_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.id,
       a.person_id AS person,
       a.uprn,
       a.postcode,
       a.since,
       a.until
FROM people_personaddress a;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_links_called_back")]

    operations = [migrations.RunSQL(HOMES, "DROP VIEW people_home_facts;")]
