"""Numbers of back offices: what each system told last of a record, and by what a number is found however it is typed."""

from django.db import migrations, models

# `bare` is the number without gaps and signs, `core` its last run of five digits or more ("CT-100234/1" is found by
# 100234, too). Worked out by the database, so that every way in keeps them; a row without a core is not in its index.
_FOUND_BY = """
    ALTER TABLE people_identity
      ADD COLUMN bare text GENERATED ALWAYS AS (upper(regexp_replace(value, '[^[:alnum:]]', '', 'g'))) STORED,
      ADD COLUMN core text GENERATED ALWAYS AS (
        coalesce(substring(value from '^(?:.*[^0-9])?([0-9]{5,})'), '')) STORED;
    CREATE INDEX identity_bare ON people_identity (council_id, bare);
    CREATE INDEX identity_core ON people_identity (council_id, core) WHERE core <> '';
"""
_BACK = """
    DROP INDEX identity_core;
    DROP INDEX identity_bare;
    ALTER TABLE people_identity DROP COLUMN bare, DROP COLUMN core;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0016_customer_facts")]

    operations = [
        migrations.AddField("identity", "told", models.JSONField(null=True)),
        migrations.RunSQL(_FOUND_BY, _BACK),
    ]
