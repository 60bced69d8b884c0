"""The verbs: calendars, standards and rates come whole from council packs; exceptions are approved by managers.

Each bulk verb changes only what is different, adds versions instead of changing them, and returns the codes of what
changed, so that loading a pack twice does nothing the second time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from frontdesk.domains.standards import models, policy, queries
from frontdesk.domains.standards.rules import versions as rules
from frontdesk.domains.standards.rules.standard_data import details_as_data
from frontdesk.domains.standards.types import (
    CALENDARS_CHANGED,
    EXCEPTION_CHANGED,
    RATES_CHANGED,
    STANDARDS_CHANGED,
    RateCard,
    StandardException,
    StandardVersion,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.hours import calendar_as_data
from frontdesk.kernel.worktime import WorkCalendar


def set_calendars(actor: Actor, *, calendars: Mapping[str, tuple[str, WorkCalendar]]) -> list[str]:
    """Bring the council's own calendars (by code: name and calendar) up to these; returns the codes that changed.

    A changed calendar is a new version; open clocks follow it (`standards.calendars_changed`), stopped ones stay.
    Calendars that are no longer named stay: standards point at them.
    """
    require(policy.may_set(actor))
    with transaction.atomic():
        known = queries.named_calendars(actor.council)
        changed = [code for code, wanted in calendars.items() if known.get(code) != wanted]
        for code in changed:
            name, calendar = calendars[code]
            last = (
                models.CalendarVersion.objects.filter(council_id=actor.council, code=code).order_by("-number").first()
            )
            row = models.CalendarVersion.objects.create(
                council_id=actor.council,
                code=code,
                number=last.number + 1 if last else 1,
                name=name,
                hours=calendar_as_data(calendar),
                made_at=clock.now(),
            )
            journal.write(
                actor, CALENDARS_CHANGED, thing=("calendar", row.id), data={"code": code, "number": row.number}
            )
    return changed


def set_standards(
    actor: Actor,
    *,
    standards: Iterable[StandardVersion],
    exceptions: Iterable[StandardException] = (),
    whole: bool = False,
) -> list[str]:
    """Bring the council's standards up to these versions; returns the codes that changed.

    Several versions of a code are its history. With `whole`, standards that are not named are withdrawn from today.
    Refuses a version that cannot be measured, whose calendar does not exist, or that would change what was promised
    on days that have been (see `rules.versions.next_version`): then nothing is changed.
    """
    require(policy.may_set(actor))
    wanted = sorted(standards, key=lambda version: (version.code, version.valid_from))
    changed: list[str] = []
    with transaction.atomic():
        calendars = queries.calendars_of(actor.council)
        for version in wanted:
            rules.check_version(version)
            if version.clock is not None:
                calendars.of(version.clock)
            if version.while_open:
                calendars.named(version.while_open)
            if _add_version(actor, version) and version.code not in changed:
                changed.append(version.code)
        if whole:
            changed += _withdraw(actor, {version.code for version in wanted})
        changed += [f"{each.standard}/{each.service}" for each in exceptions if _set_exception(actor, each)]
    return changed


def set_rates(actor: Actor, *, cards: Iterable[RateCard]) -> list[str]:
    """Bring the council's rate cards up to these; returns those that changed, as "basis from day".

    A card that differs from the one of the same basis and day corrects it: the earlier one is kept, and costs of that
    time are figured anew.
    """
    require(policy.may_set(actor))
    changed: list[str] = []
    with transaction.atomic():
        known = {(card.basis, card.valid_from): card for card in queries.rate_cards(actor.council)}
        for card in cards:
            _check_rates(card)
            present = known.get((card.basis, card.valid_from))
            if present and (present.pence, present.source, present.note) == (dict(card.pence), card.source, card.note):
                continue
            _add_card(actor, card)
            changed.append(f"{card.basis} from {card.valid_from}")
    return changed


def approve_exception(actor: Actor, *, exception: StandardException) -> None:
    """Let a service keep another standard than the council's; who approved it and why is published.

    Refuses when either standard is unknown, when reason or approver is missing, or when the service already has an
    exception from the same day that says something else.
    """
    require(policy.may_approve(actor), "Ask a manager: exceptions from a standard need approval.")
    with transaction.atomic():
        _set_exception(actor, exception)


def end_exception(actor: Actor, *, standard: str, service: str, last_day: date) -> None:
    """End the exception of a service that is in force on `last_day`; NotFound when there is none."""
    require(policy.may_approve(actor), "Ask a manager: exceptions from a standard need approval.")
    with transaction.atomic():
        row = (
            models.StandardException.objects.select_for_update()
            .filter(council_id=actor.council, standard__code=standard, service=service, valid_from__lte=last_day)
            .exclude(valid_until__lt=last_day)
            .order_by("-valid_from")
            .first()
        )
        if row is None:
            raise NotFound("There is no such exception on that day.")
        row.valid_until = last_day
        row.save(update_fields=["valid_until"])
        journal.write(actor, EXCEPTION_CHANGED, thing=("standard_exception", row.id), data={"fields": ["valid_until"]})


def _add_version(actor: Actor, version: StandardVersion) -> bool:
    """Add the version if it says something new; the lock on the standard keeps two loads from numbering alike."""
    standard, _ = models.Standard.objects.get_or_create(council_id=actor.council, code=version.code)
    standard = models.Standard.objects.select_for_update().get(id=standard.id, council_id=actor.council)
    new = rules.next_version(queries.versions_of(actor.council, version.code), version)
    if new is not None:
        models.StandardVersion.objects.create(
            council_id=actor.council,
            standard=standard,
            number=new.number,
            name=new.name,
            kind=new.kind.value,
            measure=new.measure,
            promise=new.promise,
            formula=new.formula,
            valid_from=new.valid_from,
            review_on=new.review_on,
            published=new.published,
            source=new.source,
            details=details_as_data(new),
            made_at=clock.now(),
        )
    back = standard.withdrawn_on is not None
    if back:
        standard.withdrawn_on = None
        standard.save(update_fields=["withdrawn_on"])
    if new is not None or back:
        data = {"code": version.code, "number": new.number if new else 0}
        journal.write(actor, STANDARDS_CHANGED, thing=("standard", standard.id), data=data)
    return new is not None or back


def _withdraw(actor: Actor, kept: set[str]) -> list[str]:
    rows = models.Standard.objects.select_for_update().filter(council_id=actor.council, withdrawn_on=None)
    gone = [row for row in rows if row.code not in kept]
    for row in gone:
        row.withdrawn_on = clock.today()
        row.save(update_fields=["withdrawn_on"])
        journal.write(
            actor, STANDARDS_CHANGED, thing=("standard", row.id), data={"code": row.code, "fields": ["withdrawn_on"]}
        )
    return [row.code for row in gone]


def _set_exception(actor: Actor, wanted: StandardException) -> bool:
    """Add the exception unless it is there already; it is never changed, only ended."""
    if not wanted.reason or not wanted.approved_by:
        raise Refusal("An exception needs its reason and who approved it.", field=wanted.standard)
    found = [
        each
        for each in queries.exceptions(actor.council)
        if (each.standard, each.service, each.valid_from) == (wanted.standard, wanted.service, wanted.valid_from)
    ]
    if found:
        # One that was ended since the pack was written is still the same exception.
        if replace(found[0], valid_until=wanted.valid_until) == wanted:
            return False
        raise Refusal(
            f"{wanted.service} already has an exception from {wanted.valid_from}. End it and begin the new one on a "
            "later day.",
            field=wanted.standard,
        )
    row = models.StandardException.objects.create(
        council_id=actor.council,
        standard=_standard(actor, wanted.standard),
        service=wanted.service,
        instead=_standard(actor, wanted.instead),
        reason=wanted.reason,
        approved_by=wanted.approved_by,
        approved_on=wanted.approved_on,
        valid_from=wanted.valid_from,
        valid_until=wanted.valid_until,
        review_on=wanted.review_on,
    )
    journal.write(actor, EXCEPTION_CHANGED, thing=("standard_exception", row.id), data={"service": wanted.service})
    return True


def _standard(actor: Actor, code: str) -> models.Standard:
    row = models.Standard.objects.filter(council_id=actor.council, code=code).first()
    if row is None:
        raise Refusal(f"There is no promise “{code}”.", field=code)
    return row


def _check_rates(card: RateCard) -> None:
    if not card.pence or not card.source:
        raise Refusal("A rate card needs its rates and where they come from.", field="source")
    for channel, pence in card.pence.items():
        if isinstance(pence, bool) or not isinstance(pence, int) or pence < 0:
            raise Refusal(f"The rate for {channel} must be a whole number of pence.", field=channel)


def _add_card(actor: Actor, card: RateCard) -> None:
    same_day = models.RateCard.objects.filter(
        council_id=actor.council, basis=card.basis.value, valid_from=card.valid_from
    )
    row = models.RateCard.objects.create(
        council_id=actor.council,
        basis=card.basis.value,
        valid_from=card.valid_from,
        number=same_day.count() + 1,
        pence=dict(card.pence),
        source=card.source,
        note=card.note,
        made_at=clock.now(),
    )
    journal.write(actor, RATES_CHANGED, thing=("rate_card", row.id), data={"basis": card.basis.value})
