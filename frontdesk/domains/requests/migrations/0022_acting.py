"""Who asked for a request in the customer's name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from frontdesk.kernel import rls


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_strategy'),
        ('people', '0009_acting'),
        ('requests', '0021_open_narrowed'),
        ('services', '0002_has_form'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='acted_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('acted_by__isnull', False)), fields=['council', 'acted_by', '-received_at', '-id'], name='request_acted_by'),
        ),
        rls.same_council("requests_request", "acted_by_id", "people_person"),
    ]
