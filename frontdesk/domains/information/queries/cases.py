"""Cases as pages show them: the list by due day, one case, those of a customer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import (
    CUSTOMER,
    FOR_COLLEAGUES,
    OUTCOMES,
    TAKEN_OUT,
    Case,
    Copy,
    Page,
    Recipient,
    Text,
)
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.clock_data import rule_from_data
from frontdesk.domains.standards.rules.due import due
from frontdesk.domains.standards.types import Due, Event, Events
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

AT_ONCE = 30
PATIENCE = timedelta(minutes=10)
"""How long a copy may take to be collected before it can be asked for again."""
_YEARLY = ("received", "answered", "in_time", "refused")
_GONE = "We could not find that case."


def may_protect(actor: Actor) -> bool:
    """Whether the actor deals with cases."""
    return policy.may_protect(actor)


def may_record(actor: Actor) -> bool:
    """Whether the actor writes down what a customer asks by right."""
    return policy.may_record(actor)


def open_cases(actor: Actor, *, closed: bool = False, after: str = "") -> Page:
    """Cases that are open, the soonest due first, those that wait for the customer at the end; or closed ones, the
    newest first. A page at a time, after the place that the last page gave."""
    require(policy.may_protect(actor))
    rows = models.RightsCase.objects.filter(council_id=actor.council)
    rows = _closed(rows, after) if closed else _open(rows, after)
    found = list(rows[: AT_ONCE + 1])
    last = found[AT_ONCE - 1] if len(found) > AT_ONCE else None
    told = tuple(_case(each) for each in found[:AT_ONCE])
    if last is None:
        return Page(told)
    return Page(told, str(last.pk) if closed else f"{last.due_on or ''}~{last.pk}")


def _open(rows: QuerySet[models.RightsCase], after: str) -> QuerySet[models.RightsCase]:
    rows = rows.filter(closed_at=None)
    day, _, last = after.partition("~")
    if last.isdecimal():
        behind = Q(due_on=None, id__gt=int(last))
        if day:
            known = date.fromisoformat(day)
            behind = Q(due_on__gt=known) | Q(due_on=known, id__gt=int(last)) | Q(due_on=None)
        rows = rows.filter(behind)
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")


def _closed(rows: QuerySet[models.RightsCase], after: str) -> QuerySet[models.RightsCase]:
    rows = rows.exclude(closed_at=None)
    last = rows.filter(pk=int(after)).first() if after.isdecimal() else None
    if last is not None:
        rows = rows.filter(Q(closed_at__lt=last.closed_at) | Q(closed_at=last.closed_at, id__lt=last.pk))
    return rows.order_by("-closed_at", "-id")


def counts(actor: Actor) -> dict[str, int]:
    """How many cases are open, late, and waiting for the customer."""
    require(policy.may_protect(actor))
    rows = models.RightsCase.objects.filter(council_id=actor.council, closed_at=None)
    late, waits = Q(due_on__lt=clock.today()), ~Q(waits_for="")
    found = rows.aggregate(open=Count("id"), late=Count("id", filter=late), waiting=Count("id", filter=waits))
    return {name: int(number) for name, number in found.items()}


def years_figures(actor: Actor, since: date) -> dict[str, dict[str, int]]:
    """Of cases received since a day, by kind: how many, answered, answered in time, refused. For the yearly report."""
    require(policy.may_protect(actor))
    rows = models.RightsCase.objects.filter(council_id=actor.council, received_at__date__gte=since).values("kind")
    told = rows.annotate(
        received=Count("id"),
        answered=Count("id", filter=Q(kept__isnull=False)),
        in_time=Count("id", filter=Q(kept=True)),
        refused=Count("id", filter=Q(outcome="refused")),
    ).order_by("kind")
    return {kind: dict(zip(_YEARLY, numbers, strict=True)) for kind, *numbers in told.values_list("kind", *_YEARLY)}


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people have an open case, or one that was answered no longer ago than `since`."""
    still = Q(closed_at=None) if since is None else Q(closed_at=None) | Q(closed_at__gte=since)
    rows = models.RightsCase.objects.filter(still, council_id=council, person_id__in=people)
    return {person for person in rows.values_list("person_id", flat=True) if person is not None}


def row_of(actor: Actor, case: int) -> models.RightsCase:
    """The row of a case that staff may see; NotFound otherwise."""
    require(policy.may_protect(actor))
    row = models.RightsCase.objects.filter(council_id=actor.council, id=case).first()
    if row is None:
        raise NotFound(_GONE)
    seen(actor, row)
    return row


def seen(actor: Actor, row: models.RightsCase) -> None:
    """NotFound where the customer's record is restricted and does not name the actor, or is the actor's own."""
    if actor.is_system or row.person_id is None:
        return
    if actor.person is not None and row.person_id in people.cluster(actor.council, actor.person):
        raise NotFound(_GONE)
    called = people.called(actor, [row.person_id]).get(row.person_id)
    if called is None or called.hidden:
        raise NotFound("Only the staff who are named on this customer's record can open this case.")


def owned(actor: Actor, row: models.RightsCase) -> None:
    """NotFound unless it is a case of the actor's own record."""
    if actor.person is None or row.person_id is None:
        raise NotFound(_GONE)
    if row.person_id not in people.cluster(actor.council, actor.person):
        raise NotFound(_GONE)


def person_behind(actor: Actor, case: int) -> int | None:
    """Whose case it is, for whoever only asks whether it is their own."""
    rows = models.RightsCase.objects.filter(council_id=actor.council, id=case)
    return rows.values_list("person_id", flat=True).first()


def case(actor: Actor, case: int) -> Case:
    """One case with everything that belongs to it, for whoever deals with it."""
    return _case(row_of(actor, case), whole=True)


def own_case(actor: Actor, case: int) -> Case:
    """A case of the actor's own, without notes of colleagues."""
    row = models.RightsCase.objects.filter(council_id=actor.council, id=case).first()
    if row is None:
        raise NotFound(_GONE)
    owned(actor, row)
    return _case(row, whole=True, notes=False)


def own_cases(actor: Actor) -> list[Case]:
    """The actor's own cases, newest first."""
    return _of(actor.council, people.cluster(actor.council, actor.person)) if actor.person is not None else []


def cases_of(actor: Actor, cluster: Iterable[int]) -> list[Case]:
    """The cases of a customer whom the actor sees, newest first."""
    require(policy.may_record(actor))
    return _of(actor.council, cluster)


def _of(council: int, cluster: Iterable[int]) -> list[Case]:
    rows = models.RightsCase.objects.filter(council_id=council, person_id__in=list(cluster)).order_by("-id")
    return [_case(each) for each in rows[:AT_ONCE]]


def name_of(actor: Actor, cases: Iterable[Case]) -> dict[int, str]:
    """What the customers of these cases are called, by the number of their record."""
    called = people.called(actor, [each.person for each in cases if each.person is not None])
    return {person: each.name for person, each in called.items()}


def events_of(row: models.RightsCase) -> list[Event]:
    """The events of the clock, as standards reads them."""
    rows = models.RightsEvent.objects.filter(council_id=row.council_id, case=row).order_by("at", "id")
    return [Event(each.at, Events(each.kind), each.name, by=each.by) for each in rows]


def endings_of(actor: Actor, case: int) -> dict[str, str]:
    """With which outcomes the case may be closed by hand, in words by code."""
    return {code: OUTCOMES[code] for code in steps.endings(standing_of(row_of(actor, case)))}


def standing_of(row: models.RightsCase) -> steps.Standing:
    """What the steps of a case depend on."""
    return _standing(row, _copy(row) if row.kind == "access" else None)


def _standing(row: models.RightsCase, copy: Copy | None) -> steps.Standing:
    return steps.Standing(
        kind=row.kind,
        closed=row.closed_at is not None,
        waits_for=row.waits_for,
        identity=row.identity,
        extended=row.extended,
        overdue=_overdue(row),
        copy=_state_of(copy),
        open=copy.open if copy else 0,
    )


def due_of(row: models.RightsCase, *more: Event) -> Due:
    """By when the case is due, by the rule that it runs by, its events and what else happened."""
    rule = rule_from_data(row.clock["code"], {key: value for key, value in row.clock.items() if key != "code"})
    return due(rule, [*events_of(row), *more], standards.calendars_of(row.council_id))


def _overdue(row: models.RightsCase) -> bool:
    """Whether its time is over; while we wait for the customer's answer, whether it would be if they answered now."""
    if row.due_at is None and row.waits_for == CUSTOMER:
        at = due_of(row, Event(clock.now(), Events.RESUMED, CUSTOMER)).at
        return at is not None and at < clock.now()
    return row.due_at is not None and row.due_at < clock.now()


def _state_of(copy: Copy | None) -> str:
    """The state of a copy for the steps: one that ended is none, and one that does not come has failed."""
    if copy is None or copy.state == "ended":
        return ""
    late = copy.state == "waiting" and copy.asked_at < clock.now() - PATIENCE
    return "failed" if late else copy.state


def _copy(row: models.RightsCase) -> Copy | None:
    rows = models.RightsCopy.objects.filter(council_id=row.council_id, case=row).order_by("-id")
    found = rows.annotate(
        undecided=Count("findings", filter=Q(findings__decision="")),
        gone=Count("findings", filter=Q(findings__decision=TAKEN_OUT)),
    ).first()
    if found is None:
        return None
    parts = tuple((str(label), int(number)) for label, number in found.parts)
    return Copy(
        found.pk, found.state, found.asked_at, found.made_at, found.released_at, found.ends_at, parts,
        found.undecided, found.gone,
    )  # fmt: skip


def _case(row: models.RightsCase, *, whole: bool = False, notes: bool = True) -> Case:
    copy = _copy(row) if whole and row.kind == "access" else None
    return Case(
        row.pk, row.reference, row.kind, row.person_id, row.channel, row.on_behalf, row.received_at, row.due_on,
        row.extended, row.waits_for, row.identity, row.outcome, row.ground, row.closed_at, row.changes,
        texts=_texts(row, notes=notes) if whole else (),
        copy=copy,
        may=steps.may(_standing(row, copy)) if whole else frozenset(),
        told=_told(row) if whole and notes else (),
        removed=row.removed_at is not None,
    )  # fmt: skip


def _texts(row: models.RightsCase, *, notes: bool) -> tuple[Text, ...]:
    rows = models.RightsText.objects.filter(council_id=row.council_id, case=row).order_by("id")
    return tuple(
        Text(each.kind, each.body, each.at, each.user_id, each.by_customer)
        for each in rows
        if notes or each.kind not in FOR_COLLEAGUES
    )


def _told(row: models.RightsCase) -> tuple[Recipient, ...]:
    teams = {each.code: each.name for each in organisations.teams(row.council_id)}
    rows = models.RightsTold.objects.filter(council_id=row.council_id, case=row).order_by("id")
    return tuple(
        Recipient(
            each.pk,
            teams.get(each.code, each.code) if each.kind == "team" else each.code,
            each.why,
            each.told_at,
            each.how,
        )
        for each in rows
    )
