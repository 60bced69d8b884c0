"""Help with what was begun and not finished: one offer to whoever agreed to it, asked for, given by staff.

The addresses go when the form goes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.forms import models, policy, queries
from frontdesk.domains.forms.actions.drafts import add_key, open_row
from frontdesk.domains.forms.types import (
    DRAFT_CONTINUED,
    FINISHED,
    HELP_AGREED,
    HELP_ASKED,
    HELP_GIVEN,
    HELP_NOT_REACHED,
    HELP_OFFERED,
    HELP_REFUSED,
    OFFER_AFTER,
    OPEN,
    SIGN_UP_KEPT,
    UNFINISHED,
    Started,
)
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

_AT_ONCE = 200
_NO_WAY = "Enter a phone number or an email address, so that we can reach you."
_GONE = "What you began is finished, or gone already. You need do nothing."
_BODY = (
    "You began {what} and have not finished it. You said that we may write to you once, to offer help.\n\n"
    "Open the address below to go on where you stopped, to ask us to ring you and do it with you, or to hear no more "
    "of it.{phone}\n\n"
    "We do not write to you about this again."
)
_TEXT = "You began {what} and have not finished it. Go on, ask us to ring you, or hear no more of it: {link}"


def agree_to_help(
    actor: Actor, *, draft: int, key: str = "", email: str = "", phone: str = "", now: bool = False
) -> None:
    """The customer says that we may write to them once if they do not finish; or, with `now`, asks to be rung.

    Refusal with field "email" or "phone" for what is none, when there is neither, and for a restricted service: a
    message could put somebody in danger.
    """
    address, number = reach(email, phone)
    if not now and not address and number and not people.is_mobile(number):
        raise Refusal("We can text mobile phones only. Give a mobile number or an email address.", field="phone")
    if now and not number:
        raise Refusal("Enter the phone number on which we can ring you.", field="phone")
    if not address and not number:
        raise Refusal(_NO_WAY, field="email")
    with transaction.atomic():
        row = open_row(actor, draft, key)
        if queries.as_draft(row).published.definition.restricted is not None:
            raise Refusal("We do not write to you about this form: somebody else could read it. Please ring us.")
        if address and not row.email:  # so that it can be gone on with from the message, after a code sent there
            row.email = address
            row.save(update_fields=["email"])
        _keep(actor, models.HelpOffer(draft_id=row.pk), address, number, now=now, person=row.person_id)


def agree_to_help_with_sign_up(actor: Actor, *, sign_up: int, email: str) -> None:
    """Somebody who begins to create an account ticked that we may write to them once if they do not finish."""
    with transaction.atomic():
        _keep(actor, models.HelpOffer(sign_up_id=sign_up), people.normalise_email(email) or "", "", now=False)


def reach(email: str, phone: str) -> tuple[str, str]:
    """What was typed as stored: an email and a number (E.164), '' for what is empty. Refusal with its field."""
    for kind, typed in (("email", email), ("phone", phone)):
        if typed.strip() and (problem := people.point_problem(kind, typed)):
            raise Refusal(problem, field=kind)
    address = people.normalise_email(email) or "" if email.strip() else ""
    return address, people.normalise_phone(phone) or "" if phone.strip() else ""


def _keep(
    actor: Actor, fresh: models.HelpOffer, email: str, phone: str, *, now: bool, person: int | None = None
) -> None:
    moment = clock.now()
    of = {"draft_id": fresh.draft_id} if fresh.draft_id is not None else {"sign_up_id": fresh.sign_up_id or 0}
    mine = models.HelpOffer.objects.filter(council_id=actor.council, **of)
    row = mine.select_for_update(no_key=True).first() or fresh
    row.council_id, row.begun_at = actor.council, row.begun_at or moment
    row.email, row.phone = email or row.email, phone or row.phone
    row.agreed_at, row.stopped_at = row.agreed_at or moment, None
    if now and row.asked_at is None:
        row.asked_at, row.helped_at = moment, None
    row.save()
    kind = HELP_ASKED if now else HELP_AGREED
    journal.write(actor, kind, thing=("help-offer", row.pk), person=person, data=_about(row))


def offer_help(actor: Actor) -> int:
    """Write once to those who agreed to it and have not worked on it for a day; returns to how many.

    Nobody whose record is restricted is written to: somebody else may read their messages. Their offer is over.
    """
    now = clock.now()
    rows = models.HelpOffer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    waiting = rows.filter(council_id=actor.council, sent_at=None, asked_at=None, stopped_at=None, helped_at=None)
    stale = Q(draft__state=OPEN, draft__last_activity__lt=now - OFFER_AFTER)
    stale |= Q(sign_up__done_at=None, sign_up__last_at__lt=now - OFFER_AFTER)
    sent = 0
    with transaction.atomic():
        found = waiting.filter(stale, agreed_at__isnull=False).select_related("draft", "sign_up").order_by("id")
        for row in found[:_AT_ONCE]:
            if _is_restricted(row):
                row.stopped_at = now
                row.save(update_fields=["stopped_at"])
                continue
            _tell(actor, row)
            row.sent_at = now
            row.save(update_fields=["sent_at"])
            whose = row.draft.person_id if row.draft else None
            journal.write(actor, HELP_OFFERED, thing=("help-offer", row.pk), person=whose, data=_about(row))
            sent += 1
    return sent


def _is_restricted(row: models.HelpOffer) -> bool:
    person = row.draft.person_id if row.draft else None
    return person is not None and people.is_restricted(row.council_id, person)


def _tell(actor: Actor, row: models.HelpOffer) -> None:
    council = organisations.council_by_id(actor.council)
    if council is None:
        raise NotFound("We could not find that council.")
    name = queries.as_draft(row.draft).published.definition.name if row.draft else ""
    what = f"“{name}”" if name else "to create an account"
    link = links.absolute(council.code, f"/{UNFINISHED}/{links.sign(actor.council, UNFINISHED, row.pk)}/")
    phone = f"\n\nYou can also ring us on {council.phone}." if council.phone else ""
    notifications.tell(
        actor, topic="help-offer", subject="Can we help you to finish?", link="" if row.email == "" else link,
        body=_BODY.format(what=what, phone=phone) if row.email else _TEXT.format(what=what, link=link),
        about=("help-offer", row.pk), key=f"help-offer:{row.pk}", email=row.email,
        phone="" if row.email else row.phone, to_person=row.draft.person_id if row.draft else None,
    )  # fmt: skip


def answer_offer(actor: Actor, *, offer: int, ask: bool, phone: str = "") -> None:
    """By the link of the message: they ask to be rung on the number given then or now, or want to hear no more.

    Having the link is the permission. NotFound when what was begun is finished or gone; Refusal without a number.
    """
    _, number = reach("", phone)
    with transaction.atomic():
        row = _open_offer(actor, offer)
        if ask and not (number or row.phone):
            raise Refusal("Enter the phone number on which we can ring you.", field="phone")
        if ask:
            row.phone, row.asked_at = number or row.phone, row.asked_at or clock.now()
        else:
            row.stopped_at = clock.now()
        row.save(update_fields=["phone", "asked_at", "stopped_at"])
        whose = row.draft.person_id if row.draft else None
        kind = HELP_ASKED if ask else HELP_REFUSED
        journal.write(actor, kind, thing=("help-offer", row.pk), person=whose, data=_about(row))


def give_help(actor: Actor, *, offer: int, contact: int | None = None, person: int | None = None) -> Started | None:
    """Staff take up somebody who asked for help; for a form returns what `continue_draft` does: it is theirs to go on.

    NotFound when a colleague was faster, or it is finished or gone.
    """
    require(policy.serves(actor))
    with transaction.atomic():
        row = _open_offer(actor, offer)
        if row.asked_at is None or row.helped_at is not None or row.stopped_at is not None:
            raise NotFound("A colleague has taken this up already, or they asked for no help any more.")
        if row.draft is not None and row.draft.person_id is not None:
            people.row(actor, row.draft.person_id)  # a restricted customer is for those named only
            if people.died_among(actor.council, [row.draft.person_id]):
                raise NotFound("We are told that they have died. Do not ring them.")
        now = clock.now()
        row.helped_at, row.helped_by, row.contact_id = now, actor.user, contact
        row.save(update_fields=["helped_at", "helped_by", "contact_id"])
        draft = row.draft
        whose = (draft.person_id or person) if draft else person
        journal.write(actor, HELP_GIVEN, thing=("help-offer", row.pk), person=whose, data=_about(row))
        return _go_on(actor, draft, contact, whose, now) if draft is not None else None


def _about(row: models.HelpOffer) -> dict[str, str]:
    """The service of the form, for those who may know of it; nothing for a sign-up."""
    return {"service": row.draft.service} if row.draft else {}


def not_reached(actor: Actor, *, offer: int) -> None:
    """Nobody answered the call: it is on the list again, with how often it was tried and when.

    NotFound for whoever has not taken it up. A form on which nothing was done since is the customer's alone again.
    """
    require(policy.serves(actor))
    with transaction.atomic():
        row = _open_offer(actor, offer)
        if row.helped_at is None or row.helped_by != actor.user:
            raise NotFound("You have not taken this up, or it is on the list again.")
        draft, taken = row.draft, row.helped_at
        row.tried, row.tried_at = row.tried + 1, clock.now()
        row.helped_at = row.helped_by = row.contact_id = None
        row.save(update_fields=["tried", "tried_at", "helped_at", "helped_by", "contact_id"])
        if draft is not None and draft.last_activity == taken:
            draft.assisted, draft.helped_by, draft.contact_id = False, None, None
            draft.save(update_fields=["assisted", "helped_by", "contact_id"])
        data = {"tried": row.tried, **_about(row)}
        whose = draft.person_id if draft else None
        journal.write(actor, HELP_NOT_REACHED, thing=("help-offer", row.pk), person=whose, data=data)


def _go_on(actor: Actor, row: models.Draft, contact: int | None, person: int | None, now: datetime) -> Started:
    """The draft is in the hands of this member of staff: that somebody asked for it is their permission."""
    key = add_key(row)
    row.assisted, row.helped_by, row.last_activity = True, actor.user, now
    row.contact_id, row.person_id = contact or row.contact_id, person
    row.save(update_fields=["assisted", "helped_by", "contact_id", "person", "last_activity", "key_hashes"])
    data = {"service": row.service}
    journal.write(actor, DRAFT_CONTINUED, thing=("draft", row.pk), person=person, via=row.channel, data=data)
    return Started(row.pk, key)


def clear_offers(actor: Actor) -> int:
    """Take addresses out of offers whose form was sent, whose sign-up is done, or was given up long ago; returns how
    many. Those of forms that are cleared or erased go with the form.
    """
    old = Q(sign_up__done_at__isnull=False) | Q(sign_up__last_at__lt=clock.now() - SIGN_UP_KEPT)
    rows = models.HelpOffer.objects.filter(old | Q(draft__state=FINISHED), council_id=actor.council)
    ids = list(rows.exclude(email="", phone="").values_list("id", flat=True))
    return models.HelpOffer.objects.filter(council_id=actor.council, id__in=ids).update(email="", phone="")


def _open_offer(actor: Actor, offer: int) -> models.HelpOffer:
    rows = models.HelpOffer.objects.select_for_update(no_key=True, of=("self",)).select_related("draft", "sign_up")
    row = rows.filter(council_id=actor.council, pk=offer).first()
    is_open = row is not None and (
        row.draft.state == OPEN if row.draft else row.sign_up is not None and row.sign_up.done_at is None
    )
    if row is None or not is_open:
        raise NotFound(_GONE)
    return row
