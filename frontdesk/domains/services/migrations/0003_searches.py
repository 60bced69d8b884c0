"""Searches that found no service, counted by day."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('services', '0002_has_form'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('found_none', models.IntegerField(default=0)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('council', 'day'), name='search_day_once')],
            },
        ),
        rls.protect("services_searchday"),
        migrations.RunSQL(FACTS.read_text(), "DROP VIEW services_search_facts;"),
    ]
