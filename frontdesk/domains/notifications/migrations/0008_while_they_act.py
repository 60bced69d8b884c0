"""A message to whoever acts for somebody goes only while they may."""

from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):
    dependencies = [("notifications", "0007_choices"), ("people", "0015_help_denied")]

    operations = [
        migrations.AddField("message", "authority_id", models.BigIntegerField(null=True)),
        rls.same_council("notifications_message", "authority_id", "people_authority"),
    ]
