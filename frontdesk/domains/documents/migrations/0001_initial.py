"""Letters, as they were issued."""

import django.db.models.deletion
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0004_undone_in_pieces'),
        ('organisations', '0002_strategy'),
        ('people', '0013_account_help'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.TextField()),
                ('about_type', models.TextField(default='')),
                ('about_id', models.BigIntegerField(null=True)),
                ('about', models.TextField(default='')),
                ('template', models.TextField(default='')),
                ('subject', models.TextField()),
                ('body', models.TextField()),
                ('signed', models.TextField()),
                ('language', models.TextField(default='en')),
                ('size', models.TextField()),
                ('version', models.SmallIntegerField(default=1)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.BigIntegerField(null=True)),
                ('by_post', models.BooleanField()),
                ('posted_at', models.DateTimeField(null=True)),
                ('posted_by', models.BigIntegerField(null=True)),
                ('other_format', models.TextField(default='')),
                ('made_at', models.DateTimeField(null=True)),
                ('made_by', models.BigIntegerField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='organisations.council')),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kernel.storedfile')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('replaces', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.letter')),
            ],
            options={
                'indexes': [models.Index(fields=['council', 'person', '-id'], name='letter_person'), models.Index(condition=models.Q(('removed_at', None), models.Q(models.Q(('by_post', True), ('posted_at', None)), models.Q(models.Q(('other_format', ''), _negated=True), ('made_at', None)), _connector='OR')), fields=['council', 'id'], name='letter_to_do'), models.Index(condition=models.Q(('removed_at', None)), fields=['council', 'issued_at', 'id'], name='letter_to_empty')],
                'constraints': [models.UniqueConstraint(fields=('council', 'reference'), name='letter_reference'), models.UniqueConstraint(condition=models.Q(('replaces__isnull', False)), fields=('council', 'replaces'), name='letter_corrected_once')],
            },
        ),
        rls.protect("documents_letter"),
        rls.same_council("documents_letter", "person_id", "people_person"),
        rls.same_council("documents_letter", "replaces_id", "documents_letter"),
        rls.same_council("documents_letter", "file_id", "kernel_file"),
    ]
