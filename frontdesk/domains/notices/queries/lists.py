"""Lists of notices and tellings for staff; what telling once saved."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from frontdesk.domains.notices import models, policy
from frontdesk.domains.notices.queries.notices import as_notices, as_telling, hidden
from frontdesk.domains.notices.rules.steps import contacts_saved
from frontdesk.domains.notices.types import Notice, Saved, Stands, States, Telling
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

MOST = 100
CHECK, EVIDENCE, WAITING, LATE, FAILED = "check", "evidence", "waiting", "late", "could-not"
"""What the list can show: to look at; waiting for evidence; not confirmed; late; could not be told."""


class Work(NamedTuple):
    """A line of the list: the notice, and the telling that waits for something; None where the notice does."""

    notice: Notice
    telling: Telling | None
    hidden: bool


def worklist(actor: Actor, show: str = CHECK) -> list[Work]:
    """What waits for staff, the longest first. Of somebody restricted only that there is one."""
    require(policy.may_work(actor))
    if show == CHECK:
        rows = list(models.Notice.objects.filter(council_id=actor.council, state=States.GIVEN).order_by("id")[:MOST])
        out = hidden(actor, rows)
        return [Work(one, None, one.id in out) for one in as_notices(actor.council, rows)]
    found = list(_tellings(actor.council, show).select_related("notice")[:MOST])
    rows = list({each.notice_id: each.notice for each in found}.values())
    out, notices = hidden(actor, rows), {one.id: one for one in as_notices(actor.council, rows)}
    return [Work(notices[each.notice_id], as_telling(each), each.notice_id in out) for each in found]


def _tellings(council: int, show: str) -> QuerySet[models.Telling]:
    rows, today = models.Telling.objects.filter(council_id=council), clock.today()
    if show == EVIDENCE:
        return rows.filter(state=Stands.WAITING, notice__state=States.CHECKED).order_by("id")
    if show == FAILED:
        return rows.filter(state=Stands.COULD_NOT).order_by("id")
    if show == LATE:
        return rows.filter(state=Stands.SENT, due_on__lt=today).order_by("due_on", "id")
    return rows.filter(state=Stands.SENT, due_on__gte=today).order_by("due_on", "id")


def counts(actor: Actor) -> dict[str, int]:
    """How many wait for what."""
    require(policy.may_work(actor))
    given = models.Notice.objects.filter(council_id=actor.council, state=States.GIVEN).count()
    return {CHECK: given} | {show: _tellings(actor.council, show).count() for show in (EVIDENCE, WAITING, LATE, FAILED)}


def of_customer(actor: Actor, records: Iterable[int]) -> list[Notice]:
    """Notices about a customer or given by them, newest first, for staff who have them in sight."""
    require(policy.may_work(actor))
    mine = list(records)
    rows = models.Notice.objects.filter(Q(person_id__in=mine) | Q(informant_id__in=mine), council_id=actor.council)
    found = list(rows.order_by("-id")[:MOST])
    out = hidden(actor, found)
    return [one for one in as_notices(actor.council, found) if one.id not in out]


def saved(actor: Actor, since: date, until: date) -> list[Saved]:
    """What telling once saved by notices of these days (both included), by kind. Refused ones count for nothing."""
    require(policy.may_count(actor))
    rows = models.Notice.objects.filter(council_id=actor.council, local_day__gte=since, local_day__lte=until)
    rows = rows.exclude(state=States.REFUSED)
    rows = rows.annotate(
        sent=Count("tellings", filter=Q(tellings__sent_at__isnull=False)),
        confirmed=Count("tellings", filter=Q(tellings__state=Stands.CONFIRMED)),
        failed=Count("tellings", filter=Q(tellings__state=Stands.COULD_NOT)),
    )
    by: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for kind, *numbers in rows.values_list("kind", "sent", "confirmed", "failed"):
        by[kind].append(tuple(numbers))  # type: ignore[arg-type]
    return [
        Saved(
            kind, len(each), sum(n[0] for n in each), sum(n[1] for n in each), sum(n[2] for n in each),
            contacts_saved(n[1] for n in each),
        )
        for kind, each in sorted(by.items())
    ]  # fmt: skip
