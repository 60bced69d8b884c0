"""What contacts come to for a standard in all wards together, beside each ward."""

from django.db import migrations, models

_SUMS = """
    INSERT INTO insight_standardday (council_id, local_day, standard, kind, ward, numerator, denominator)
    SELECT council_id, local_day, standard, kind, '*', sum(numerator), sum(denominator)
    FROM insight_standardday GROUP BY 1, 2, 3, 4
"""
_NAME = "insight_standard_day"
_FIELDS = ("council", "ward", "local_day", "standard", "kind")


class Migration(migrations.Migration):
    dependencies = [("insight", "0004_sums")]

    operations = [
        migrations.RunSQL(_SUMS, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveConstraint("standardday", _NAME),
        migrations.AddConstraint("standardday", models.UniqueConstraint(fields=_FIELDS, name=_NAME)),
    ]
