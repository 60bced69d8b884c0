"""Why an exception was granted is a code of the service's own list, with words beside it where somebody adds some.

What was written freely before stays as words, under the code "other".
"""

from django.db import migrations, models

_CODED = r"""UPDATE people_serviceexception SET words = reason, reason = 'other'
WHERE reason <> '' AND reason !~ '^[a-z0-9]+(-[a-z0-9]+)*$'"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_offers")]

    operations = [
        migrations.AddField("serviceexception", "words", models.TextField(default="", db_default="")),
        migrations.RunSQL(_CODED, migrations.RunSQL.noop),
    ]
