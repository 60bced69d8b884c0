"""Which customer began a form for somebody else."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0008_helped_by'),
        ('people', '0009_acting'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='acted_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        rls.same_council("forms_draft", "acted_by_id", "people_person"),
    ]
