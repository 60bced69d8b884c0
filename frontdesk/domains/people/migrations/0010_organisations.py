"""Organisations as customers: a record that members act for."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0009_acting'),
    ]

    operations = [
        migrations.AddField(
            model_name='authority',
            name='role',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='organisation', serialize=False, to='people.person')),
                ('kind', models.TextField()),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        rls.protect("people_organisation", unique_pair=False),
        rls.same_council("people_organisation", "person_id", "people_person"),
    ]
