"""One foreign key to the person, which carries the council; the plain one beside it looked for the same row again."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_conversations")]

    operations = [
        migrations.AlterField(
            "contact",
            "person",
            models.ForeignKey(
                to="people.person", on_delete=PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
            ),
        ),
    ]
