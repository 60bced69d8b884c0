"""Somebody says that help with their account was not for them: listed until staff have seen to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0014_identity_proof")]

    operations = [
        migrations.AddField("accounthelp", "denied_at", models.DateTimeField(null=True)),
        migrations.AddField("accounthelp", "settled_at", models.DateTimeField(null=True)),
        migrations.AddField("accounthelp", "settled_by", models.BigIntegerField(null=True)),
        migrations.AddField("accounthelp", "settled_words", models.TextField(default="")),
        migrations.AddIndex(
            "accounthelp",
            models.Index(
                fields=["council", "denied_at"],
                condition=models.Q(denied_at__isnull=False, settled_at=None),
                name="account_help_denied",
            ),
        ),
    ]
