"""Help with accounts: what staff started, how they checked who it was, what became of it; facts.sql as it is now."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"

class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0012_deaths'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountHelp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('checked', models.TextField()),
                ('channel', models.TextField(default='')),
                ('contact_id', models.BigIntegerField(null=True)),
                ('new_email', models.TextField(default='')),
                ('started_at', models.DateTimeField()),
                ('started_by', models.BigIntegerField(null=True)),
                ('ready_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField()),
                ('times_sent', models.SmallIntegerField(default=1)),
                ('done_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('stopped_why', models.TextField(default='')),
                ('used_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='account_helps', to='people.person')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', '-id'], name='account_help_person'), models.Index(fields=['council', 'started_at'], name='account_help_started'), models.Index(condition=models.Q(('done_at', None), ('stopped_at', None)), fields=['council', 'ready_at'], name='account_help_waits')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None), ('stopped_at', None)), fields=('council', 'person'), name='account_help_one_waits')],
            },
        ),
        rls.protect("people_accounthelp"),
        rls.same_council("people_accounthelp", "person_id", "people_person"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW people_account_help_facts;"),
    ]
