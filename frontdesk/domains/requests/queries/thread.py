"""Messages about requests, both ways, as the customer reads them: which requests have some, and one request's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.queries.progress import Progress, progress
from frontdesk.domains.requests.types import SHOWN
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

MOST = 50


@dataclass(frozen=True, slots=True)
class Thread:
    """A request with messages: its reference, what it is about, when the last was written, how many are new."""

    request: int
    reference: str
    name: str
    last_at: datetime
    new: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a request: whose, when, the words ('' where they are no longer kept)."""

    at: datetime
    words: str
    by_customer: bool
    new: bool = False


def threads_of(council: int, cluster: Iterable[int]) -> list[Thread]:
    """The requests of a customer that have messages, the newest words first; restricted ones are not there."""
    shown = Q(texts__kind__in=SHOWN)
    rows = models.Request.objects.filter(council_id=council, person_id__in=list(cluster), restricted=False)
    rows = rows.annotate(last=Max("texts__at", filter=shown), new=Count("texts", filter=Q(texts__unseen=True)))
    found = known(council, rows.filter(last__isnull=False).order_by("-last", "-id")[:MOST])
    return [
        Thread(one.row.pk, one.row.reference, one.name, one.row.last, one.row.new, one.row.closed_at is not None)  # type: ignore[attr-defined]
        for one in found
    ]


def number_unseen(council: int, cluster: Iterable[int]) -> int:
    """How many messages about their requests the customer has not opened."""
    theirs = Q(request__person_id__in=list(cluster), request__restricted=False)
    return models.RequestText.objects.filter(theirs, council_id=council, unseen=True).count()


def own_progress(actor: Actor, request: int) -> Progress:
    """How one of the signed-in customer's own requests is going. NotFound for any other, and for a restricted one."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    rows = models.Request.objects.filter(council_id=actor.council, pk=request, person_id__in=mine)
    if not rows.exists():
        raise NotFound("We could not find that request.")
    return progress(actor.council, request)


def said_of(council: int, request: int) -> list[Said]:
    """The messages of one request, oldest first. The caller has asked whether it may be shown."""
    rows = models.RequestText.objects.filter(council_id=council, request_id=request, kind__in=SHOWN).order_by("id")
    return [Said(row.at, row.body, row.by_customer, row.unseen) for row in rows]
