"""Accounts are found by the number on a bill."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_accounts")]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["council", "number"], name="account_number"
            ),
        ),
    ]
