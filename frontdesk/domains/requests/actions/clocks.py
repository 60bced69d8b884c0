"""What the installation does about clocks by itself: warn before a promise is missed, follow a changed calendar."""

import hashlib
from collections import defaultdict

from django.db import transaction

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.held import RECKONED, reckon_row
from frontdesk.domains.requests.actions.staff import addresses
from frontdesk.domains.requests.queries.changing import events_of_each
from frontdesk.domains.requests.queries.known import Known, known
from frontdesk.domains.requests.queries.promises import calendars_of
from frontdesk.domains.requests.rules import standing
from frontdesk.domains.requests.types import LATE_WARNED, REQUEST
from frontdesk.kernel import clock, jobs, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import show_reference

AT_ONCE = 500


def warn_late(council: int) -> int:
    """Warn owners of requests whose promise is nearly used up, each request once for each due date; returns how many.

    Safe to run twice at once: a row that another run has locked is left to it.
    """
    actor, now, total = Actor.system(council), clock.now(), 0
    while True:
        with transaction.atomic():
            rows = list(
                models.Request.objects.select_for_update(no_key=True, skip_locked=True)
                .filter(council_id=council, state="running", warned_at=None, warn_at__lte=now)
                .order_by("warn_at", "id")[:AT_ONCE]
            )
            models.Request.objects.filter(council_id=council, pk__in=[row.pk for row in rows]).update(warned_at=now)
            journal.write_many(actor, [_entry(row) for row in rows])
            _tell_owners(actor, known(council, rows))
        total += len(rows)
        if len(rows) < AT_ONCE:
            return total


def reckon_open(council: int, *, after: int = 0) -> int:
    """Work out open requests anew because a calendar has changed: some hundreds, from the one after the id `after`.

    The rest is a job written together with them, so that nobody waits for a lock on all open work. Returns how many
    have another due date.
    """
    now, calendars = clock.now(), calendars_of(council)
    with transaction.atomic():
        rows = list(
            models.Request.objects.select_for_update(no_key=True)
            .filter(council_id=council, closed_at=None, clock__isnull=False, pk__gt=after)
            .order_by("pk")[:AT_ONCE]
        )
        events, changed = events_of_each(council, [row.pk for row in rows]), []
        for row in rows:
            before = row.due_at
            reckon_row(row, now, events[row.pk], calendars)
            if row.due_at != before:
                changed.append(row)
        models.Request.objects.bulk_update(changed, RECKONED)
        if len(rows) == AT_ONCE:
            jobs.defer("requests.reckon_open", council=council, after=rows[-1].pk)
    return len(changed)


def _entry(row: models.Request) -> journal.Entry:
    person = None if row.restricted else row.person_id
    return journal.Entry(LATE_WARNED, REQUEST, row.pk, person=person, data={"owner": row.owner_id})


def _tell_owners(actor: Actor, found: list[Known]) -> None:
    """One message to each owner, however many of their requests are near: references and dates, nobody's details."""
    where = addresses(actor.council, {one.row.owner_id for one in found if one.row.owner_id is not None})
    by_address: dict[str, list[Known]] = defaultdict(list)
    for one in found:
        for address in where.of(one.row.owner_id, one.row.team_id):
            by_address[address].append(one)
    for address, theirs in sorted(by_address.items()):
        lines = [
            f"{show_reference(one.row.reference)}, {one.definition.name}: due "
            + standing.say_due(one.row.due_at, one.row.due_on, one.row.by_the_minute)
            for one in theirs
        ]
        notifications.tell(
            actor,
            topic=LATE_WARNED,
            subject=_subject(theirs),
            body="\n\n".join(["Please look at:", *lines]),
            about=(REQUEST, theirs[0].row.pk),
            key=f"late:{_what_is_said(address, theirs)}",
            email=address,
        )


def _subject(found: list[Known]) -> str:
    """What the list is of; one that was late before anybody was warned is not called nearly used up."""
    now = clock.now()
    late = sum(one.row.due_at is not None and one.row.due_at < now for one in found)
    if late:
        return f"{late} late, {len(found) - late} nearly: requests to look at" if len(found) > late else (
            "A request is late" if late == 1 else f"{late} requests are late"
        )  # fmt: skip
    return "A promise is nearly used up" if len(found) == 1 else f"{len(found)} promises are nearly used up"


def _what_is_said(address: str, found: list[Known]) -> str:
    """The same for the same requests due at the same moments, so that a warning of a new date is a new one."""
    said = sorted((one.row.pk, f"{one.row.due_at:%Y%m%d%H%M}") for one in found)
    return hashlib.sha256(repr((address, said)).encode()).hexdigest()[:32]
