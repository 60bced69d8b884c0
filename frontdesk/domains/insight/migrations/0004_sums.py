"""Sums of each service in all wards, and of each ward for all services, beside the rows by both."""

from django.db import migrations, models

_REQUESTS = ("council", "local_day", "ward", "service", "promise", "channel", "digital", "assisted")
_CONTACTS = ("council", "local_day", "ward", "service", "channel")
_OF_REQUESTS = (
    "{promise}, channel, digital, assisted", "received, completed, neither, kept, decided",
    "promise, channel, digital, assisted", "channel, digital, assisted",
)  # fmt: skip
_OF_CONTACTS = ("channel", "contacts, share, matters, noted, failure", "channel", "channel")
_OF = {"request": _OF_REQUESTS, "contact": _OF_CONTACTS}


def _sums(table: str) -> str:
    """Rows of the table as they were, added up."""
    by, numbers, of_services, of_wards = _OF["request" if "request" in table else "contact"]
    told, sums = by.format(promise="CASE grouping(promise) WHEN 1 THEN '*' ELSE promise END"), numbers.split(", ")
    return f"""
        INSERT INTO insight_{table} (council_id, local_day, service, ward, {by.format(promise="promise")}, {numbers})
        SELECT council_id, local_day, CASE grouping(service) WHEN 1 THEN '*' ELSE service END,
               CASE grouping(ward) WHEN 1 THEN '*' ELSE ward END, {told}, {", ".join(f"sum({each})" for each in sums)}
        FROM insight_{table}
        GROUP BY GROUPING SETS ((council_id, local_day, service, {of_services}), (council_id, local_day, ward, {of_wards}))
    """


class Migration(migrations.Migration):
    dependencies = [("insight", "0003_wards_and_months")]

    operations = [
        *(migrations.RunSQL(_sums(table), migrations.RunSQL.noop) for table in
          ("requestday", "requestmonth", "contactday", "contactmonth")),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        *(operation
          for model, name, fields in (
              ("requestday", "insight_request_day", _REQUESTS), ("requestmonth", "insight_request_month", _REQUESTS),
              ("contactday", "insight_contact_day", _CONTACTS), ("contactmonth", "insight_contact_month", _CONTACTS),
          )
          for operation in (
              migrations.RemoveConstraint(model, name),
              migrations.AddConstraint(model, models.UniqueConstraint(fields=fields, name=name)),
              migrations.AddIndex(
                  model, models.Index(fields=["council", "local_day", "service"], name=f"{name}_service")
              ),
          )),
    ]  # fmt: skip
