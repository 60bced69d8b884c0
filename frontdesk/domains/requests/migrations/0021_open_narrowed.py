"""Open work of one service, and of one ward, in the order of lists."""

from django.db import migrations, models
from django.db.models import Q

_OPEN = Q(closed_at=None)


class Migration(migrations.Migration):
    dependencies = [("requests", "0020_closed_ward")]

    operations = [
        migrations.AddIndex(
            "request",
            models.Index(fields=["council", column, "order_at", "id"], name=f"request_open_{column}", condition=_OPEN),
        )
        for column in ("service", "ward")
    ]
