"""A call to whoever asked for help that nobody answered: how often, and when the last was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0010_abandoned")]

    operations = [
        migrations.AddField("helpoffer", "tried", models.SmallIntegerField(default=0)),
        migrations.AddField("helpoffer", "tried_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "helpoffer",
            models.Index(
                fields=["council", "contact_id"],
                condition=models.Q(contact_id__isnull=False),
                name="help_offer_contact",
            ),
        ),
    ]
