from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A contact whose customer has gone is in nobody's hand: it waits for its wrap-up, and another can be taken."""

    dependencies = [
        ("contacts", "0004_day_order"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="contact", name="contact_one_in_hand"),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("council", "handler"), name="contact_one_in_hand"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["council", "handler", "id"], name="contact_not_done"
            ),
        ),
    ]
