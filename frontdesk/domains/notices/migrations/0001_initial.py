"""Notices and tellings, and the facts of them."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0012_deaths'),
        ('requests', '0022_acting'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('channel', models.TextField()),
                ('state', models.TextField()),
                ('happened_on', models.DateField(null=True)),
                ('told', models.JSONField(default=dict)),
                ('facts', models.JSONField(default=dict)),
                ('evidence', models.TextField(default='')),
                ('words', models.TextField(default='')),
                ('made_at', models.DateTimeField()),
                ('local_day', models.DateField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by', models.BigIntegerField(null=True)),
                ('took_effect_at', models.DateTimeField(null=True)),
                ('why', models.TextField(default='')),
                ('removed_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('informant', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('request', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='requests.request')),
            ],
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.TextField()),
                ('name', models.TextField()),
                ('team', models.TextField(default='')),
                ('email', models.TextField(default='')),
                ('gets', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('needs_evidence', models.BooleanField(default=False)),
                ('days', models.IntegerField(default=5)),
                ('state', models.TextField()),
                ('agreed_at', models.DateTimeField()),
                ('tries', models.IntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('how', models.TextField(default='')),
                ('reference', models.TextField(default='')),
                ('words', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='notices.notice')),
            ],
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state', 'given')), fields=['council', 'id'], name='notice_to_check'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('state', 'checked'), ('took_effect_at', None)), fields=['council', 'happened_on', 'id'], name='notice_to_come'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['council', 'local_day', 'id'], name='notice_day'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['council', 'person', 'id'], name='notice_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['council', 'informant', 'id'], name='notice_informant'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('council', 'request'), name='notice_of_request'),
        ),
        migrations.AddIndex(
            model_name='telling',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['council', 'due_on', 'id'], name='telling_due'),
        ),
        migrations.AddIndex(
            model_name='telling',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'could-not'])), fields=['council', 'id'], name='telling_open'),
        ),
        migrations.AddConstraint(
            model_name='telling',
            constraint=models.UniqueConstraint(fields=('council', 'notice', 'recipient'), name='telling_once'),
        ),
        rls.protect("notices_notice"),
        rls.protect("notices_telling"),
        rls.same_council("notices_notice", "request_id", "requests_request"),
        rls.same_council("notices_notice", "person_id", "people_person"),
        rls.same_council("notices_notice", "informant_id", "people_person"),
        rls.same_council("notices_telling", "notice_id", "notices_notice"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW notices_telling_facts;"),
    ]
