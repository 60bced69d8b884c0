"""One person a sign-in, one sign-in a person; offers made by staff stand beside them until they are confirmed."""

from django.db import migrations, models

CONFIRMED = models.Q(confirmed_at__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("signinlink", "sign_in_link_once"),
        migrations.AddConstraint(
            "signinlink",
            models.UniqueConstraint(fields=["council", "user"], condition=CONFIRMED, name="sign_in_link_once"),
        ),
        migrations.AddConstraint(
            "signinlink",
            models.UniqueConstraint(fields=["council", "person"], condition=CONFIRMED, name="person_link_once"),
        ),
        migrations.AddIndex("signinlink", models.Index(fields=["council", "user"], name="sign_in_link_user")),
    ]
