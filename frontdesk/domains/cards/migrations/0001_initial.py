"""Cards, what is on them, uses, offers, keys and stopped serials; the views of facts.sql."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls

FACTS = Path(__file__).resolve().parents[1] / "facts.sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0011_restricted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.TextField()),
                ('serial', models.TextField()),
                ('state', models.TextField()),
                ('since', models.DateField()),
                ('given_at', models.DateTimeField()),
                ('given_by', models.BigIntegerField(null=True)),
                ('born_on', models.DateField(null=True)),
                ('born_proof', models.TextField(default='')),
                ('born_seen_by', models.BigIntegerField(null=True)),
                ('look_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('ended_why', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('replaces', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cards.card')),
            ],
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('source', models.TextField()),
                ('ground', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('old_number', models.TextField(default='')),
                ('granted_at', models.DateTimeField()),
                ('granted_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('ended_why', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField()),
                ('terms', models.TextField()),
                ('where', models.TextField(default='')),
                ('kind', models.TextField(default='')),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('state', models.TextField()),
                ('posted_at', models.DateTimeField()),
                ('posted_by', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.BigIntegerField(null=True)),
                ('why', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='CardUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(default='')),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.BigIntegerField(null=True)),
                ('card', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cards.card')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('offer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cards.offer')),
            ],
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('public', models.TextField()),
                ('sealed', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.CreateModel(
            name='StoppedSerial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.TextField()),
                ('stopped_at', models.DateTimeField()),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['council', 'person', '-id'], name='card_person'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('state', 'in-force')), fields=['council', 'look_on', 'id'], name='card_look'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('ended_at', None), _negated=True), fields=['council', 'ended_at', 'id'], name='card_ended'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('council', 'number'), name='card_number'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('serial', ''), _negated=True), fields=('council', 'serial'), name='card_serial'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'in-force')), fields=('council', 'person'), name='card_one'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=models.Index(fields=['council', 'person', 'id'], name='entitlement_person'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['council', 'until', 'id'], name='entitlement_until'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=models.Index(condition=models.Q(('ended_at', None), _negated=True), fields=['council', 'ended_at', 'id'], name='entitlement_ended'),
        ),
        migrations.AddConstraint(
            model_name='entitlement',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'person', 'kind'), name='entitlement_one'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['council', 'state', 'until', 'id'], name='offer_state'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['council', 'organisation', '-id'], name='offer_organisation'),
        ),
        migrations.AddIndex(
            model_name='carduse',
            index=models.Index(fields=['council', 'person', '-at'], name='card_use_person'),
        ),
        migrations.AddIndex(
            model_name='carduse',
            index=models.Index(fields=['council', 'at', 'id'], name='card_use_at'),
        ),
        migrations.AddConstraint(
            model_name='carduse',
            constraint=models.UniqueConstraint(condition=models.Q(('offer', None), _negated=True), fields=('council', 'offer', 'person', 'day'), name='offer_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(fields=('council', 'code'), name='signing_key_code'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('council',), name='signing_key_one'),
        ),
        migrations.AddIndex(
            model_name='stoppedserial',
            index=models.Index(fields=['council', '-stopped_at'], name='stopped_serial_newest'),
        ),
        migrations.AddConstraint(
            model_name='stoppedserial',
            constraint=models.UniqueConstraint(fields=('council', 'serial'), name='stopped_serial_once'),
        ),
        rls.protect("cards_card"),
        rls.protect("cards_entitlement"),
        rls.protect("cards_offer"),
        rls.protect("cards_carduse"),
        rls.protect("cards_stoppedserial"),
        rls.protect("cards_signingkey"),
        rls.same_council("cards_card", "person_id", "people_person"),
        rls.same_council("cards_card", "replaces_id", "cards_card"),
        rls.same_council("cards_entitlement", "person_id", "people_person"),
        rls.same_council("cards_offer", "organisation_id", "people_person"),
        rls.same_council("cards_carduse", "card_id", "cards_card"),
        rls.same_council("cards_carduse", "person_id", "people_person"),
        rls.same_council("cards_carduse", "offer_id", "cards_offer"),
        migrations.RunSQL(
            FACTS.read_text(),
            "DROP VIEW cards_offer_facts; DROP VIEW cards_use_facts; DROP VIEW cards_entitlement_facts; DROP VIEW cards_facts;",
        ),
    ]
