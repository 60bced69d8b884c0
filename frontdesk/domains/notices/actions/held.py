"""A notice in hand: its row locked, its tellings written and sent, its journal entries."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from frontdesk.domains.notices import models
from frontdesk.domains.notices.queries.notices import PURPOSE, seen
from frontdesk.domains.notices.queries.register import kinds_of_notice
from frontdesk.domains.notices.rules.steps import may_be_told
from frontdesk.domains.notices.types import (
    NOT_WANTED,
    NOTICE,
    TELLING,
    TOLD,
    TOLD_AGAIN,
    Kind,
    Recipient,
    Stands,
    States,
)
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import long_date

ALREADY = "They know already: somebody else told us too."
_PARTNER = (
    "A customer of {council} has told us something once, and agreed that we pass it on to {name}.\n\n"
    "Please open the link below: it shows what you need to know. Then say on the same page that you have it. You need "
    "no account. If nobody has answered by {day}, we ask again.\n\n"
    "Please do not pass the link on: it is for you alone."
)
_TEAM = (
    "A customer has told us something once, and agreed that {name} is told. Please read it at the desk, and confirm "
    "there when you have done what is to do. We ask again after {day}."
)
_MISTAKE = (
    "{council} told {name} something about a customer. It was a mistake: please treat it as never told, and put back "
    "what you changed.\n\nOpen the link below to see which customer it was about. Ring us if it does not open: "
    "{phone}. Please quote {reference}.{theirs}"
)


def kind_of(row: models.Notice) -> Kind:
    """Its kind. Refusal where the council's pack has it no longer."""
    kind = kinds_of_notice(row.council_id).get(row.kind)
    if kind is None:
        raise Refusal("The council does not take notices of this kind any more.")
    return kind


def hold(actor: Actor, notice: int) -> models.Notice:
    """The row, locked, for staff who may see it."""
    seen(actor, notice)
    return hold_row(actor.council, notice)


def hold_row(council: int, notice: int) -> models.Notice:
    """The row, locked. The caller makes sure that the actor may."""
    row = models.Notice.objects.select_for_update(no_key=True).filter(council_id=council, id=notice).first()
    if row is None:
        raise NotFound("We could not find that notice.")
    if row.removed_at is not None:
        raise Refusal("Its details were removed. There is nothing left to do.", code="moved-on")
    return row


def note(actor: Actor, row: models.Notice, kind: str, data: Mapping[str, Any] | None = None) -> None:
    """Write the journal entry of a notice: it stands with whom it is about, else with whoever gave it."""
    journal.write(
        actor, kind, thing=(NOTICE, row.pk), person=row.person_id or row.informant_id, via=row.channel,
        data={"kind": row.kind, **(data or {})},
    )  # fmt: skip


def note_telling(actor: Actor, row: models.Telling, kind: str, data: Mapping[str, Any] | None = None) -> None:
    """Write the journal entry of a telling."""
    told = {"recipient": row.recipient, "notice": row.notice_id, **(data or {})}
    person = row.notice.person_id or row.notice.informant_id
    journal.write(actor, kind, thing=(TELLING, row.pk), person=person, data=told)


def write_tellings(actor: Actor, row: models.Notice, recipients: list[Recipient]) -> None:
    """One row for each recipient that was agreed to and has none yet."""
    models.Telling.objects.bulk_create(
        [
            models.Telling(
                council_id=row.council_id, notice=row, recipient=each.code, name=each.name, team=each.team,
                email=each.email, gets=list(each.gets), needs_evidence=each.evidence, days=each.days,
                state=Stands.WAITING, agreed_at=clock.now(),
            )
            for each in recipients
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    send_ready(actor, row)


def send_ready(actor: Actor, row: models.Notice) -> None:
    """Tell everybody who was agreed to and may be told now. The caller holds the notice.

    Whoever was told of the same by another notice is not told twice.
    """
    waiting = models.Telling.objects.filter(council_id=row.council_id, notice=row, state=Stands.WAITING)
    told = _told_already(row)
    for each in waiting.order_by("id"):
        if not may_be_told(
            checked=row.state == States.CHECKED, needs_evidence=each.needs_evidence, evidence=row.evidence
        ):
            continue
        if each.recipient in told:
            each.state, each.words, each.ended_at = Stands.NOT_WANTED, ALREADY, clock.now()
            each.save(update_fields=["state", "words", "ended_at"])
            note_telling(actor, each, NOT_WANTED, {"already": True})
        else:
            send(actor, each)


def _told_already(row: models.Notice) -> set[str]:
    """Who was told of the same: by another notice of this kind, about the same customer, of the same day."""
    if row.person_id is None:
        return set()
    records = people.cluster(row.council_id, row.person_id)
    others = models.Telling.objects.filter(
        council_id=row.council_id, notice__person_id__in=records, notice__kind=row.kind,
        notice__state=States.CHECKED, state__in=[Stands.SENT, Stands.CONFIRMED],
    ).exclude(notice_id=row.pk)  # fmt: skip
    if kind_of(row).effect != "died":
        others = others.filter(notice__happened_on=row.happened_on)
    return set(others.values_list("recipient", flat=True))


def send(actor: Actor, row: models.Telling) -> None:
    """Tell one recipient, or ask again: a team finds it on the list of the desk, others by a link of their own.

    Neither email says anything of anybody.
    """
    council = organisations.council_by_id(row.council_id)
    if council is None:
        raise NotFound("We could not find that council.")
    row.tries, row.sent_at = row.tries + 1, row.sent_at or clock.now()
    row.state, row.due_on = Stands.SENT, clock.today() + timedelta(days=row.days)
    row.how = row.words = ""
    row.ended_at = row.ended_by = None
    row.save(update_fields=["tries", "sent_at", "state", "due_on", "how", "words", "ended_at", "ended_by"])
    words = _TEAM if row.team else _PARTNER
    subject = "Please read what a customer told us" + (" (we ask again)" if row.tries > 1 else "")
    body = words.format(council=council.name, name=row.name, day=long_date(row.due_on))
    _email(row, council, subject, body, f"telling:{row.pk}:{row.tries}")
    note_telling(actor, row, TOLD if row.tries == 1 else TOLD_AGAIN, {"tries": row.tries})


def say_mistake(row: models.Telling) -> None:
    """Tell a recipient that it was not so."""
    council = organisations.council_by_id(row.council_id)
    if council is not None:
        phone = council.phone or council.email
        theirs = f" Your own reference: {row.reference}." if row.reference else ""
        quote = reference(row)
        body = _MISTAKE.format(council=council.name, name=row.name, phone=phone, reference=quote, theirs=theirs)
        _email(row, council, "What we told you was a mistake", body, f"telling:{row.pk}:mistake")


def reference(row: models.Telling) -> str:
    """By what both sides call a telling."""
    return f"{row.notice_id}-{row.pk}"


def _email(row: models.Telling, council: Council, subject: str, body: str, key: str) -> None:
    teams = {each.code: each for each in organisations.teams(row.council_id)}
    address = teams[row.team].email if row.team in teams else row.email
    path = f"/desk/told-once/{row.notice_id}/"
    if not row.team:
        path = f"/told/{links.sign(row.council_id, PURPOSE, row.pk)}/"
    notifications.tell(
        Actor.system(row.council_id), topic="notices.told", subject=subject, body=body, about=(TELLING, row.pk),
        key=key, email=address, link=links.absolute(council.code, path),
    )  # fmt: skip
