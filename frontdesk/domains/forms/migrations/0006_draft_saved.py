"""Open drafts by the address they were saved with: whoever rings has only that to say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0005_exception_is_ours")]

    operations = [
        migrations.AddIndex(
            "draft",
            models.Index(
                fields=["council", "email"], condition=models.Q(state="open") & ~models.Q(email=""), name="draft_saved"
            ),
        ),
    ]
