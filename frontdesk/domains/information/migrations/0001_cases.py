"""Cases of rights over data: events of their clocks, words, copies, findings, who was told."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0004_undone_in_pieces'),
        ('organisations', '0002_strategy'),
        ('people', '0007_joins'),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.TextField()),
                ('kind', models.TextField()),
                ('channel', models.TextField()),
                ('on_behalf', models.TextField(default='')),
                ('clock', models.JSONField()),
                ('received_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('kept', models.BooleanField(null=True)),
                ('extended', models.BooleanField(default=False)),
                ('waits_for', models.TextField(default='')),
                ('identity', models.TextField(default='')),
                ('identity_at', models.DateTimeField(null=True)),
                ('outcome', models.TextField(default='')),
                ('ground', models.TextField(default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('recorded_by', models.BigIntegerField(null=True)),
                ('closed_by', models.BigIntegerField(null=True)),
                ('changes', models.IntegerField(default=0)),
                ('removed_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='RightsCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.TextField()),
                ('cluster', models.JSONField(default=list)),
                ('parts', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('released_by', models.BigIntegerField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='information.rightscase')),
                ('collected', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kernel.storedfile')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('data', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kernel.storedfile')),
                ('page', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kernel.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='RightsEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('name', models.TextField(default='')),
                ('by', models.IntegerField(default=0)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='information.rightscase')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.CreateModel(
            name='RightsFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('text', models.TextField()),
                ('places', models.JSONField(default=list)),
                ('number', models.IntegerField()),
                ('service', models.TextField(default='')),
                ('decision', models.TextField(default='')),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.BigIntegerField(null=True)),
                ('copy', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='information.rightscopy')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.CreateModel(
            name='RightsText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('body', models.TextField()),
                ('at', models.DateTimeField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('by_customer', models.BooleanField(default=False)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='information.rightscase')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.CreateModel(
            name='RightsTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('code', models.TextField()),
                ('why', models.TextField(default='')),
                ('told_at', models.DateTimeField(null=True)),
                ('told_by', models.BigIntegerField(null=True)),
                ('how', models.TextField(default='')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='told', to='information.rightscase')),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
            ],
        ),
        migrations.AddIndex(
            model_name='rightscase',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['council', 'due_on', 'id'], name='rights_open'),
        ),
        migrations.AddIndex(
            model_name='rightscase',
            index=models.Index(condition=models.Q(('closed_at', None), _negated=True), fields=['council', '-closed_at', '-id'], name='rights_closed'),
        ),
        migrations.AddIndex(
            model_name='rightscase',
            index=models.Index(fields=['council', 'person', '-id'], name='rights_person'),
        ),
        migrations.AddConstraint(
            model_name='rightscase',
            constraint=models.UniqueConstraint(fields=('council', 'reference'), name='rights_reference'),
        ),
        migrations.AddIndex(
            model_name='rightscopy',
            index=models.Index(fields=['council', 'case', '-id'], name='rights_copy'),
        ),
        migrations.AddIndex(
            model_name='rightscopy',
            index=models.Index(condition=models.Q(('ends_at', None), _negated=True), fields=['council', 'ends_at'], name='rights_copy_ends'),
        ),
        migrations.AddIndex(
            model_name='rightsevent',
            index=models.Index(fields=['council', 'case', 'at', 'id'], name='rights_event'),
        ),
        migrations.AddIndex(
            model_name='rightsfinding',
            index=models.Index(fields=['council', 'copy', 'id'], name='rights_finding'),
        ),
        migrations.AddIndex(
            model_name='rightstext',
            index=models.Index(fields=['council', 'case', 'id'], name='rights_text'),
        ),
        migrations.AddConstraint(
            model_name='rightstold',
            constraint=models.UniqueConstraint(fields=('council', 'case', 'kind', 'code'), name='rights_told_once'),
        ),
        rls.protect("information_rightscase"),
        rls.protect("information_rightscopy"),
        rls.protect("information_rightsevent"),
        rls.protect("information_rightsfinding"),
        rls.protect("information_rightstext"),
        rls.protect("information_rightstold"),
        rls.same_council("information_rightscase", "person_id", "people_person"),
        rls.same_council("information_rightscopy", "case_id", "information_rightscase"),
        rls.same_council("information_rightscopy", "collected_id", "kernel_file"),
        rls.same_council("information_rightscopy", "page_id", "kernel_file"),
        rls.same_council("information_rightscopy", "data_id", "kernel_file"),
        rls.same_council("information_rightsevent", "case_id", "information_rightscase"),
        rls.same_council("information_rightsfinding", "copy_id", "information_rightscopy"),
        rls.same_council("information_rightstext", "case_id", "information_rightscase"),
        rls.same_council("information_rightstold", "case_id", "information_rightscase"),
    ]
