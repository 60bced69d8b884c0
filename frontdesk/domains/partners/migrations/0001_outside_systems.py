"""Outside systems that open by the council's sign-in, and customers' ways into them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0013_account_help'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideSystem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('name', models.TextField()),
                ('about', models.TextField(default='')),
                ('start', models.TextField()),
                ('returns', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('client', models.TextField(unique=True)),
                ('registered_at', models.DateTimeField()),
                ('registered_by', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.BigIntegerField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_id', models.BigIntegerField()),
                ('subject', models.TextField(unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('agreed_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('document', models.JSONField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('system', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.outsidesystem')),
            ],
        ),
        migrations.AddConstraint(
            model_name='outsidesystem',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'code'), name='outside_system_once'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.UniqueConstraint(fields=('council', 'person', 'system'), name='connection_once'),
        ),
        rls.protect("partners_outsidesystem"),
        rls.protect("partners_connection"),
        rls.same_council("partners_connection", "person_id", "people_person"),
        rls.same_council("partners_connection", "system_id", "partners_outsidesystem"),
    ]
