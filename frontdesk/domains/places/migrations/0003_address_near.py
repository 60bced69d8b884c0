"""What stands near a point is found by a strip of eastings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_facts")]

    operations = [
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["council", "easting"], name="places_address_near"),
        ),
    ]
