"""Requests of a ward in order of their day, and the wards of the contacts they came by."""

from django.db import migrations, models

# A contact counts in the ward of its first request that has one, else in that of the customer's home on the day.
PLACED = """
    UPDATE contacts_contact c SET ward = placed.ward, ward_of_request = true
    FROM (SELECT DISTINCT ON (l.council_id, l.contact_id) l.council_id, l.contact_id, r.ward
          FROM requests_requestcontact l
          JOIN requests_request r ON r.council_id = l.council_id AND r.id = l.request_id AND r.ward <> ''
          ORDER BY l.council_id, l.contact_id, l.id) placed
    WHERE c.council_id = placed.council_id AND c.id = placed.contact_id;
    UPDATE contacts_contact c SET ward = a.ward
    FROM people_home_facts h JOIN places_address_facts a ON a.council = h.council AND a.uprn = h.uprn
    WHERE h.council = c.council_id AND h.person = c.person_id AND c.ward = '' AND a.ward <> ''
      AND (h.since IS NULL OR h.since <= c.local_day) AND (h.until IS NULL OR h.until > c.local_day);
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("requests", "0014_import_run"), ("contacts", "0007_ward")]

    operations = [
        migrations.RunSQL(PLACED, migrations.RunSQL.noop),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["council", "ward", "local_day", "id"], condition=~models.Q(ward=""), name="request_ward_order"
            ),
        ),
    ]
