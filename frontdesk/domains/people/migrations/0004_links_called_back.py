"""When a record was restricted: links that were sent to the customer before open nothing any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_coded_reasons")]

    operations = [migrations.AddField("person", "links_since", models.DateTimeField(null=True))]
