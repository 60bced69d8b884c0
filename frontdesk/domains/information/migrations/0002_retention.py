"""How long things are kept: rules, runs, legal holds."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0001_cases'),
        ('organisations', '0002_strategy'),
        ('people', '0008_needs'),
        ('requests', '0021_open_narrowed'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField()),
                ('until', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('request', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='requests.request')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['council', 'id'], name='hold_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('request', None)), models.Q(('person', None), ('request__isnull', False)), _connector='OR'), name='hold_of_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('months', models.IntegerField()),
                ('on', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.BigIntegerField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('council', 'code'), name='retention_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('before', models.DateTimeField()),
                ('dry', models.BooleanField()),
                ('began_at', models.DateTimeField()),
                ('began_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('emptied', models.IntegerField(default=0)),
                ('spared', models.IntegerField(default=0)),
                ('place', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
            options={
                'indexes': [models.Index(fields=['council', '-id'], name='retention_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'code', 'dry'), name='retention_one_run')],
            },
        ),
        rls.protect("information_retentionrule"),
        rls.protect("information_retentionrun"),
        rls.protect("information_legalhold"),
        rls.same_council("information_legalhold", "person_id", "people_person"),
        rls.same_council("information_legalhold", "request_id", "requests_request"),
    ]
