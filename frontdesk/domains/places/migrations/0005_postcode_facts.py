"""The views of areas and addresses, with the postcode of an address. 0007 runs facts.sql as it is now."""

from django.db import migrations

VIEWS = """
CREATE OR REPLACE VIEW places_area_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.kind,
       a.code,
       a.name,
       a.valid_from,
       a.valid_to
FROM places_area a;

CREATE OR REPLACE VIEW places_address_facts WITH (security_invoker = true) AS
SELECT a.council_id AS council,
       a.uprn,
       a.ward,
       a.authority,
       a.classification,
       a.status,
       a.postcode_norm AS postcode
FROM places_address a;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0004_imports")]

    operations = [
        migrations.RunSQL(VIEWS, "DROP VIEW places_address_facts; DROP VIEW places_area_facts;"),
    ]
