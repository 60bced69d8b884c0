"""Accounts that somebody began to create, and the view of them."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_asked_first'),
        ('organisations', '0002_strategy'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('wrong_codes', models.IntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'started_at'], name='sign_up_started')],
            },
        ),
        rls.protect("access_signup"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW access_sign_up_facts;"),
    ]
