"""Who of the staff goes on with a customer's form: a form of nobody known opens to them, and to no number guessed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0007_taken_back")]

    operations = [migrations.AddField("draft", "helped_by", models.BigIntegerField(null=True))]
