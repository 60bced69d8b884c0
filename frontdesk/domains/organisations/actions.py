"""The verbs: councils, departments and teams come from council packs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from frontdesk.domains.organisations import models, queries
from frontdesk.domains.organisations.types import COUNCIL_CHANGED, Council
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

_FIELDS = (
    "name",
    "description",
    "phone",
    "phone_hours",
    "email",
    "address",
    "website",
    "colours",
    "languages",
    "channels",
    "details",
)


def set_council(*, code: str, values: Mapping[str, Any], hosts: Iterable[str] = ()) -> tuple[Council, list[str]]:
    """Create the council or bring it up to `values`; returns it and the names of the fields that changed.

    Installation-wide: called by `frontdesk council load` and `setup` only, hence no actor. Unknown names in
    `values` raise KeyError.
    """
    unknown = set(values) - set(_FIELDS)
    if unknown:
        raise KeyError(f"A council has no {', '.join(sorted(unknown))}")
    with transaction.atomic():
        row, created = models.Council.objects.select_for_update().get_or_create(code=code)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        wanted = {host.lower() for host in hosts}
        present = set(row.hosts.values_list("host", flat=True))
        if wanted != present:
            row.hosts.exclude(host__in=wanted).delete()
            models.CouncilHost.objects.bulk_create(
                models.CouncilHost(council=row, host=host) for host in sorted(wanted - present)
            )
            changed.append("hosts")
        if changed or created:
            row.version += 0 if created else 1
            row.save()
            with tenancy.acting_for(row.id):
                journal.write(
                    Actor.system(row.id), COUNCIL_CHANGED, thing=("council", row.id), data={"fields": changed}
                )
    queries.forget()
    return queries.council_by_code(code), changed  # type: ignore[return-value]


def set_teams(
    actor: Actor, *, departments: Iterable[Mapping[str, str]], teams: Iterable[Mapping[str, str]]
) -> list[str]:
    """Create or update departments (code, name) and teams (code, name, department, phone, email).

    Returns the codes that were new or changed. Teams that are no longer named stay: work points at them.
    """
    require(actor.is_system or actor.has("administrator"))
    changed: list[str] = []
    with transaction.atomic():
        by_code: dict[str, models.Department] = {}
        for wanted in departments:
            row, new = models.Department.objects.get_or_create(
                council_id=actor.council, code=wanted["code"], defaults={"name": wanted["name"]}
            )
            if not new and row.name != wanted["name"]:
                row.name = wanted["name"]
                row.save(update_fields=["name"])
                new = True
            by_code[row.code] = row
            changed += [row.code] if new else []
        for wanted in teams:
            changed += _set_team(actor, wanted, by_code)
    queries.forget()
    return changed


def _set_team(actor: Actor, wanted: Mapping[str, str], departments: Mapping[str, models.Department]) -> list[str]:
    department = departments.get(wanted.get("department", ""))
    values = {
        "name": wanted["name"],
        "department_id": department.id if department else None,
        "phone": wanted.get("phone", ""),
        "email": wanted.get("email", ""),
    }
    row, new = models.Team.objects.get_or_create(council_id=actor.council, code=wanted["code"], defaults=values)
    different = [name for name, value in values.items() if getattr(row, name) != value]
    if different and not new:
        for name in different:
            setattr(row, name, values[name])
        row.save(update_fields=different)
    return [row.code] if new or different else []
