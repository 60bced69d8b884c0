"""What an address is found by follows its street: another key in it alone is no change of the address.

The digests of addresses that are still as a run left them are taken anew, without the two keys.
"""

from django.db import migrations

_BEFORE = (
    "held.street_id, held.organisation, held.flat, held.building, held.number, held.postcode_norm, held.easting,"
    " held.northing, held.latitude, held.longitude, held.classification, held.status, held.parent_uprn,"
    " held.authority, held.collection_round"
)
ANEW = f"""
    UPDATE places_imported b SET left_as = md5(ROW({_BEFORE})::text)
    FROM places_address held
    WHERE b.kind = 'address' AND held.council_id = b.council_id AND held.uprn::text = b.key
      AND b.left_as = md5(ROW({_BEFORE}, held.search_key, held.sort_key)::text);
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0005_postcode_facts")]

    operations = [migrations.RunSQL(ANEW, migrations.RunSQL.noop)]
