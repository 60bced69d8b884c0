"""Services without a form: entries of the catalogue that are had elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('services', '0001_initial')]

    operations = [
        migrations.AddField(model_name='service', name='has_form', field=models.BooleanField(default=True)),
    ]
