"""By which kind of proof it was shown who the customer is, where the service asks for that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0024_late_in_one")]

    operations = [
        migrations.AddField("request", "identity", models.TextField(db_default="", default="")),
    ]
