"""Followers are told of closings from now on, not of those that the journal of a filled database remembers."""

from django.db import migrations

# A reaction without a cursor begins with the council's first entry. A council without entries has none to pass over.
FROM_NOW = """
    INSERT INTO kernel_cursor (council_id, reaction, xact, entry)
    SELECT council.id, 'requests.tell_followers', newest.xact, newest.id
    FROM organisations_council council CROSS JOIN LATERAL (
        SELECT xact, id FROM kernel_journal WHERE council_id = council.id ORDER BY xact DESC, id DESC LIMIT 1
    ) newest
    ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0012_service_order"),
        ("kernel", "0002_failed_reactions"),
        ("organisations", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FROM_NOW, migrations.RunSQL.noop)]
