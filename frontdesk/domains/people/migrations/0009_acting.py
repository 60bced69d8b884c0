"""Acting for somebody: authorities, and relations, which let nobody do anything."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0008_needs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence', models.TextField()),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('sees_only', models.BooleanField(default=False)),
                ('tells', models.TextField(default='both')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('why_no_end', models.TextField(default='')),
                ('words', models.TextField(default='')),
                ('contact_id', models.BigIntegerField(null=True)),
                ('email', models.TextField(default='')),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('ended_why', models.TextField(default='')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts_for', to='people.person')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='helped_by', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', 'id'], name='authority_person'), models.Index(condition=models.Q(('by__isnull', False)), fields=['council', 'by', 'id'], name='authority_by'), models.Index(condition=models.Q(models.Q(('email', ''), _negated=True), ('by', None)), fields=['council', 'email'], name='authority_asked')],
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('by')), _negated=True), name='authority_over_another'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('by__isnull', False), _connector='OR'), name='authority_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('source', models.TextField(default='')),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='related', to='people.person')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', 'id'], name='relation_person'), models.Index(fields=['council', 'other', 'id'], name='relation_other')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'person', 'other', 'kind'), name='relation_once'), models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='relation_to_another')],
            },
        ),
        rls.protect("people_authority"),
        rls.protect("people_relation"),
        rls.same_council("people_authority", "person_id", "people_person"),
        rls.same_council("people_authority", "by_id", "people_person"),
        rls.same_council("people_relation", "person_id", "people_person"),
        rls.same_council("people_relation", "other_id", "people_person"),
    ]
