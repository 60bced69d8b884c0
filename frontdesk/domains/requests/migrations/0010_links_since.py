"""From when on the links of a request count: earlier ones were called back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0009_unread")]

    operations = [migrations.AddField("request", "links_since", models.DateTimeField(null=True))]
