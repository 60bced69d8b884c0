"""Proof of who a customer is, noted by staff."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0013_account_help'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentityProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('level', models.TextField()),
                ('document', models.TextField(default='')),
                ('party', models.TextField(default='')),
                ('organisation', models.TextField(default='')),
                ('channel', models.TextField(default='')),
                ('proved_on', models.DateField()),
                ('until', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('ended_why', models.TextField(default='')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='identity_proofs', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', '-id'], name='identity_proof_person')],
            },
        ),
        rls.protect("people_identityproof"),
        rls.same_council("people_identityproof", "person_id", "people_person"),
    ]
