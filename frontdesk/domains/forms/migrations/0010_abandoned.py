"""Forms and sign-ups given up: what went wrong on the way, and help with them; facts.sql as it is now."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_sign_ups'),
        ('forms', '0009_acting'),
        ('organisations', '0002_strategy'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.TextField(default='')),
                ('phone', models.TextField(default='')),
                ('begun_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('helped_at', models.DateTimeField(null=True)),
                ('helped_by', models.BigIntegerField(null=True)),
                ('contact_id', models.BigIntegerField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('draft', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='forms.draft')),
                ('sign_up', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='access.signup')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('asked_at__isnull', False), ('helped_at', None), ('stopped_at', None)), fields=['council', 'asked_at'], name='help_offer_asked'), models.Index(condition=models.Q(('agreed_at__isnull', False), ('sent_at', None), ('stopped_at', None)), fields=['council', 'agreed_at'], name='help_offer_to_send')],
                'constraints': [models.UniqueConstraint(fields=('council', 'draft'), name='help_offer_draft'), models.UniqueConstraint(fields=('council', 'sign_up'), name='help_offer_sign_up'), models.CheckConstraint(condition=models.Q(models.Q(('draft', None), ('sign_up__isnull', False)), models.Q(('draft__isnull', False), ('sign_up', None)), _connector='OR'), name='help_offer_of_one')],
            },
        ),
        migrations.CreateModel(
            name='Trouble',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.TextField()),
                ('question', models.TextField(default='')),
                ('reason', models.TextField()),
                ('times', models.IntegerField(default=1)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('draft', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='troubles', to='forms.draft')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('council', 'draft', 'page', 'question', 'reason'), name='trouble_once')],
            },
        ),
        migrations.AddIndex(
            "draft", models.Index(fields=["council", "started_at"], name="draft_started")
        ),
        rls.protect("forms_trouble"),
        rls.protect("forms_helpoffer"),
        rls.same_council("forms_trouble", "draft_id", "forms_draft"),
        rls.same_council("forms_helpoffer", "draft_id", "forms_draft"),
        rls.same_council("forms_helpoffer", "sign_up_id", "access_signup"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW forms_offer_facts; DROP VIEW forms_trouble_facts;"),
    ]
