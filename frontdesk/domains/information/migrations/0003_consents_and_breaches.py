"""What customers agree to, and the log of breaches."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0002_retention'),
        ('organisations', '0002_strategy'),
        ('people', '0009_acting'),
    ]

    operations = [
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField()),
                ('known_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('affected', models.IntegerField(null=True)),
                ('who', models.TextField(default='')),
                ('risk', models.TextField(default='')),
                ('why_risk', models.TextField(default='')),
                ('ico_told_at', models.DateTimeField(null=True)),
                ('ico_words', models.TextField(default='')),
                ('people_told_at', models.DateTimeField(null=True)),
                ('people_words', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('lessons', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
            options={
                'indexes': [models.Index(fields=['council', '-known_at', '-id'], name='breach_newest')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField()),
                ('channel', models.TextField()),
                ('wording', models.IntegerField()),
                ('given', models.BooleanField()),
                ('via', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.BigIntegerField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', 'at'], name='consent_person')],
            },
        ),
        rls.protect("information_consent"),
        rls.protect("information_breach"),
        rls.same_council("information_consent", "person_id", "people_person"),
    ]
