"""What a council's strategy and plan say, kept as its pack says it."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [('organisations', '0001_initial')]

    operations = [
        migrations.CreateModel(
            name='StrategyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('code', models.TextField()),
                ('place', models.IntegerField()),
                ('said', models.JSONField(default=dict)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.AddConstraint(
            model_name='strategyentry',
            constraint=models.UniqueConstraint(fields=('council', 'kind', 'code'), name='strategy_entry_code'),
        ),
        rls.protect("organisations_strategyentry"),
    ]
