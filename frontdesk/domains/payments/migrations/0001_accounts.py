"""Accounts of customers in back offices."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0011_restricted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.TextField()),
                ('number', models.TextField()),
                ('how', models.TextField()),
                ('words', models.TextField(default='')),
                ('linked_at', models.DateTimeField()),
                ('linked_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('document', models.JSONField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'person', 'system', 'number'), name='account_once')],
            },
        ),
        rls.protect("payments_account"),
        rls.same_council("payments_account", "person_id", "people_person"),
    ]
