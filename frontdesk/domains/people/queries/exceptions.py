"""Exceptions to online-only: those that were granted, and those that follow from a recorded need."""

from django.db.models import Count

from frontdesk.domains.people import models
from frontdesk.domains.people.queries.needs import has_other_way
from frontdesk.domains.people.queries.records import cluster
from frontdesk.domains.people.types import ServiceException
from frontdesk.domains.people.types.needs import BY_NEED
from frontdesk.kernel import clock


def exception_for(council: int, person: int, service: str) -> ServiceException | None:
    """The exception in force that lets this person use the digital-only service (code) by another way.

    A recorded need whose kind says so is one for every service: nobody has to grant it (id 0 until it is used).
    """
    found = next((one for one in exceptions_of(council, person) if one.service == service), None)
    need = has_other_way(council, person) if found is None else None
    return found if need is None else ServiceException(0, person, service, BY_NEED, clock.now(), need=need)


def exceptions_of(council: int, person: int) -> list[ServiceException]:
    """The person's exceptions in force that are written down, newest first."""
    rows = models.ServiceException.objects.filter(
        council_id=council, person_id__in=cluster(council, person), ended_at=None
    ).order_by("-granted_at", "-id")
    return [
        ServiceException(r.id, r.person_id, r.service, r.reason, r.granted_at, r.granted_by, r.words, r.need_id)
        for r in rows
    ]


def exceptions_by_reason(council: int, service: str) -> dict[str, int]:
    """How many exceptions from online-only have been granted for the service, by code of the reason, ended ones too."""
    rows = models.ServiceException.objects.filter(council_id=council, service=service)
    return dict(rows.values_list("reason").annotate(Count("id")).order_by("reason"))
