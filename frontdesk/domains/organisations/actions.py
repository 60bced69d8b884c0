"""The verbs: councils, departments and teams come from council packs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from frontdesk.domains.organisations import models, queries
from frontdesk.domains.organisations.types import COUNCIL_CHANGED, STRATEGY_CHANGED, Council, StrategyEntry
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
        if changed:
            models.Council.objects.filter(id=actor.council).update(version=F("version") + 1)
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


def set_strategy(actor: Actor, *, entries: Iterable[StrategyEntry]) -> list[StrategyEntry]:
    """Bring what the strategy and the plan say up to these, in their order; returns those added, changed or taken out.

    They are the whole list: what is no longer said is taken out. A new order alone is no change.
    """
    require(actor.is_system or actor.has("administrator"))
    wanted = list(entries)
    with transaction.atomic():
        rows = models.StrategyEntry.objects.select_for_update().filter(council_id=actor.council)
        known = {(row.kind, row.code): row for row in rows}
        changed = [each for place, each in enumerate(wanted) if _set_entry(actor, place, each, known)]
        for row in known.values():
            changed.append(StrategyEntry(row.kind, row.code, row.said))
            row.delete()
        if changed:
            data = {"entries": [f"{each.kind}/{each.code}" for each in changed]}
            journal.write(actor, STRATEGY_CHANGED, thing=("council", actor.council), data=data)
    return changed


def _set_entry(
    actor: Actor, place: int, wanted: StrategyEntry, known: dict[tuple[str, str], models.StrategyEntry]
) -> bool:
    """Add or change one entry, and take it from those `known`; whether it says something new."""
    row = known.pop((wanted.kind, wanted.code), None)
    if row is None:
        models.StrategyEntry.objects.create(
            council_id=actor.council, kind=wanted.kind, code=wanted.code, place=place, said=dict(wanted.said)
        )
        return True
    says_new: bool = row.said != wanted.said
    if says_new or row.place != place:
        row.place, row.said = place, dict(wanted.said)
        row.save(update_fields=["place", "said"])
    return says_new
