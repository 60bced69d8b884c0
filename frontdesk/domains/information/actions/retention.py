"""Keeping things no longer than they should be: rules, runs in pieces, legal holds."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.queries.retention import months_of, opened, spared
from frontdesk.domains.information.rules import retention as rules
from frontdesk.domains.information.types import (
    HOLD_ENDED,
    HOLD_MADE,
    RETENTION_RAN,
    RULE_CHANGED,
)
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock, jobs, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.holdings import record_classes

COUNTED = timedelta(days=30)
"""How long a count of what would go is good for switching a rule on."""


def set_rule(actor: Actor, *, code: str, months: int, on: bool) -> None:
    """Decide how long a class of record is kept, and whether it goes by itself each night from now on.

    It goes by itself, or sooner, only where what would go by these months was counted to the end lately. Runs that go
    by other months end here, and a real one too when nothing is to go by itself any more; what they emptied is told.
    """
    require(policy.may_protect(actor))
    if code not in record_classes():
        raise NotFound("There is no such class of record.")
    if not rules.LEAST <= months <= rules.MOST:
        raise Refusal(f"Enter months from {rules.LEAST} to {rules.MOST:,}.", field="months")
    with transaction.atomic():
        was = _rule(actor.council, code)
        old = was.months if was else rules.classes()[code].months
        if on and not (was and was.on and months >= old) and not _counted(actor.council, code, months):
            raise Refusal(
                "First count what would go: save these months without the nights, count, then switch the nights on.",
                field="on",
            )
        if months != old or (was and was.on and not on):
            _end_runs(actor.council, code, counts=months != old)
        models.RetentionRule.objects.update_or_create(
            council_id=actor.council,
            code=code,
            defaults={"months": months, "on": on, "changed_at": clock.now(), "changed_by": actor.user},
        )
        data = {"class": code, "months": months, "on": on}
        journal.write(actor, RULE_CHANGED, thing=("council", actor.council), data=data)


def _rule(council: int, code: str) -> models.RetentionRule | None:
    """The rule as the council decided it, held: its months stand still until the transaction ends."""
    return models.RetentionRule.objects.select_for_update().filter(council_id=council, code=code).first()


def _counted(council: int, code: str, months: int) -> bool:
    mine = models.RetentionRun.objects.filter(council_id=council, code=code, dry=True, ended_at__isnull=False)
    told = mine.filter(began_at__gte=clock.now() - COUNTED).values_list("began_at", "before")
    return any(rules.before(began, months) == before for began, before in told)


def _end_runs(council: int, code: str, *, counts: bool) -> None:
    """End what runs of a class; with `counts` a count too, which is no count to its end and therefore forgotten."""
    mine = models.RetentionRun.objects.filter(council_id=council, code=code, ended_at=None)
    for row in mine.select_for_update().order_by("id"):
        if not row.dry:
            _end_run(row)
        elif counts:
            row.delete()


def begin_run(actor: Actor, *, code: str, dry: bool) -> int:
    """Begin a run of a class, or find the one that was not ended; returns its number. `go_on` does the work."""
    require(policy.may_protect(actor))
    if code not in record_classes():
        raise NotFound("There is no such class of record.")
    mine = {"council_id": actor.council, "code": code, "dry": dry, "ended_at": None}
    now = clock.now()
    with transaction.atomic():
        try:
            with transaction.atomic():
                _rule(actor.council, code)
                before = rules.before(now, months_of(actor.council, code))
                run = models.RetentionRun.objects.create(**mine, before=before, began_at=now, began_by=actor.user)
        except IntegrityError:
            run = models.RetentionRun.objects.get(**mine)
        jobs.defer("information.retain", council=actor.council, run=run.pk)
        return run.pk


def go_on(*, council: int, run: int, pieces: int | None = None) -> bool:
    """Do the rest of a run, or so many pieces of it; whether it is at its end.

    Each piece and the place behind it are one transaction: killed anywhere, the next call goes on where it was.
    """
    done = 0
    while pieces is None or done < pieces:
        if not _piece(council, run):
            return True
        done += 1
    return False


def _piece(council: int, run: int) -> bool:
    """Do one piece; whether there may be another."""
    with transaction.atomic():
        row = models.RetentionRun.objects.select_for_update().filter(council_id=council, id=run, ended_at=None).first()
        if row is None:
            return False
        found = record_classes()[row.code].empty(council, row.before, row.place, spared(council), row.dry)
        row.emptied, row.spared = row.emptied + found.emptied, row.spared + found.spared
        if found.place is not None:
            row.place = found.place
            row.save(update_fields=["emptied", "spared", "place"])
            return True
        _end_run(row)
        return False


def _end_run(row: models.RetentionRun) -> None:
    row.ended_at = clock.now()
    row.save(update_fields=["emptied", "spared", "ended_at"])
    if not row.dry:
        data = {"class": row.code, "emptied": row.emptied, "spared": row.spared}
        journal.write(Actor.system(row.council_id), RETENTION_RAN, thing=("council", row.council_id), data=data)


def run_rules(council: int) -> list[int]:
    """Begin the run of each rule that is on, what was cut off first; returns the numbers of the runs."""
    rows = models.RetentionRule.objects.filter(council_id=council, on=True).order_by("code")
    on = [code for code in rows.values_list("code", flat=True) if code in record_classes()]
    return [begin_run(Actor.system(council), code=code, dry=False) for code in on]


def hold_back(
    actor: Actor, *, why: str, person: int | None = None, reference: str = "", until: date | None = None
) -> int:
    """Keep everything of a customer, or one request by its reference, from retention and erasure; returns the hold."""
    require(policy.may_protect(actor))
    if not why.strip():
        raise Refusal("Write why it must be kept.", field="why")
    if until is not None and until < clock.today():
        raise Refusal("Enter a day that is still to come.", field="until-day")
    item = requests.by_reference(actor, reference) if reference else None
    if person is None and item is None:
        raise Refusal("Enter the reference of a request, like K7RM-3PXT.", field="reference")
    with transaction.atomic():
        whose = person if person is not None or item is None else requests.person_behind(actor, item.id)
        fronts = people_actions.locked(actor.council, [whose]) if whose is not None else {}
        row = models.LegalHold.objects.create(
            council_id=actor.council,
            person_id=fronts.get(person, person) if person is not None else None,
            request_id=item.id if item is not None and person is None else None,
            why=why.strip()[:1000],
            until=until,
            made_at=clock.now(),
            made_by=actor.user,
        )
        journal.write(actor, HOLD_MADE, thing=("legal_hold", row.pk), person=row.person_id)
        return row.pk


def end_hold(actor: Actor, *, hold: int, why: str) -> None:
    """Let go again, with the reason, which is kept with the hold: the rules count for it from now on.

    NotFound for what is held of the actor's own, or of somebody whose record or request they may not open.
    """
    require(policy.may_protect(actor))
    with transaction.atomic():
        rows = models.LegalHold.objects.select_for_update(no_key=True, of=("self",))
        row = rows.filter(council_id=actor.council, id=hold, ended_at=None).select_related("request").first()
        if row is None:
            raise NotFound("That hold was ended already.")
        if row.pk not in opened(actor, [row]):
            raise NotFound("Ask a colleague who may open this record to end the hold.")
        if not why.strip():
            raise Refusal("Write why it need not be kept any more.", field="why")
        row.why, row.ended_at, row.ended_by = f"{row.why}\n\n{why.strip()[:1000]}", clock.now(), actor.user
        row.save(update_fields=["why", "ended_at", "ended_by"])
        journal.write(actor, HOLD_ENDED, thing=("legal_hold", hold), person=row.person_id)
