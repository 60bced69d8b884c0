"""Calls of tokens are counted where everything else is (kernel/limits)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_token_calls")]

    operations = [migrations.DeleteModel("TokenCalls")]
