"""Save and return: a link by email, then a code by email, on any device. A link alone opens nothing.

Opening the link changes nothing (mail scanners open links); the code is asked for and entered by buttons.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.db import transaction

from frontdesk.domains.forms import models, queries
from frontdesk.domains.forms.actions.drafts import add_key, open_row, refuse_closed
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.answers.words import an_email
from frontdesk.domains.forms.types import (
    CODE_LASTS,
    CODE_TRIES,
    CODES_AN_HOUR,
    DRAFT_RESUMED,
    DRAFT_SAVED,
    KEPT_SAVED,
    RESUME,
    Draft,
    Started,
)
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.types import DRAFT_CODE
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import masked

_WRONG = "The code is wrong. Check it, or ask for a new one."


def save_for_later(actor: Actor, *, draft: int, email: str, key: str = "") -> Draft:
    """Keep the draft and send the link to come back to `email`. Staff can send the customer's draft on so.

    The receipt and news go there too, unless the form is given another address.
    Refusal with field "email" when it is no address, and for a restricted service: a link in a mailbox could put
    somebody in danger. Saving again to the same address within a minute sends nothing.
    """
    try:
        address = an_email(email).lower()  # so that staff find the form by it, however it is typed
    except Unfit as unfit:
        raise Refusal(str(unfit), field="email") from None
    with transaction.atomic():
        row = open_row(actor, draft, key)
        if queries.as_draft(row).published.definition.restricted is not None:
            raise Refusal("This form is not sent on by email, because somebody else could read it. Finish it now.")
        if row.email != address:
            row.email, row.email_proved_at = address, None
        row.known = {**dict.fromkeys(_email_questions(row), address), **row.known}
        row.saves += 1
        row.last_activity = clock.now()
        row.save(update_fields=["email", "email_proved_at", "known", "saves", "last_activity"])
        data = {"service": row.service}
        journal.write(actor, DRAFT_SAVED, thing=("draft", row.pk), person=row.person_id, via=row.channel, data=data)
        minute = f"{row.last_activity:%Y%m%d%H%M}"
        digest = hashlib.sha256(address.encode()).hexdigest()[:12]
        _tell_link(actor, row, key=f"draft:{row.pk}:saved:{minute}:{digest}")
    return queries.as_draft(row)


def _email_questions(row: models.Draft) -> list[str]:
    """The questions for the customer's own email: the address is put in there, nobody types it twice."""
    questions = queries.as_draft(row).published.definition.questions()
    return [question.code for _, question, group in questions if group is None and question.known_as == "email"]


def _tell_link(actor: Actor, row: models.Draft, key: str) -> None:
    council = organisations.council_by_id(actor.council)
    if council is None:
        raise NotFound("We could not find that council.")
    name = queries.as_draft(row).published.definition.name
    token = links.sign(actor.council, RESUME, row.pk)
    help_ = f" If you need help, phone us on {council.phone}." if council.phone else ""
    notifications.tell(
        actor,
        topic="draft-saved",
        subject=f"Come back to: {name}",
        body=(
            f"You have begun “{name}” and saved it.\n\n"
            "To go on, open the link below on any phone or computer, and press “Send me the code”. We then send a "
            "second email with a code. Enter it, and you are back where you stopped.\n\n"
            f"We keep what you have entered for {KEPT_SAVED.days} days after you last worked on it.{help_}"
        ),
        about=("draft", row.pk),
        key=key,
        email=row.email,
        to_person=row.person_id,
        link=links.absolute(council.code, f"/{RESUME}/{token}/"),
    )


def draft_of_link(actor: Actor, token: str) -> int:
    """The draft's id that a link means, for this council; Refusal when the link is broken or another council's.

    NotFound, with how to reach us, when the form is of a customer whose links were called back since, or was saved
    with an email that was taken off their record.
    """
    council, draft, sent_at = links.read(token, RESUME)
    if council != actor.council:
        raise NotFound("We could not find that form.")
    known = models.Draft.objects.filter(council_id=council, id=draft).values_list("person_id", "email").first()
    if known is not None and known[0] is not None:
        people.refuse_called_back(council, known[0], sent_at)
        people.refuse_taken_off(council, known[0], known[1])
    return draft


def send_code(actor: Actor, *, token: str) -> str:
    """Send a code to the address the draft was saved with; returns that address with its middle hidden.

    Five in an hour at most. Refusal `draft-cleared` or `draft-finished` where there is nothing to go on with.
    """
    now = clock.now()
    with transaction.atomic():
        row = _row_of_link(actor, token)
        refuse_closed(row)
        recent = row.code_sent_at is not None and now - row.code_sent_at < timedelta(hours=1)
        if recent and row.codes_sent >= CODES_AN_HOUR:
            raise Refusal("We have sent several codes. Wait an hour, then ask for a new one.", code="too-many-codes")
        if not row.email:
            raise NotFound("We could not find that form.")
        code = f"{secrets.randbelow(1_000_000):06}"
        row.codes_sent = row.codes_sent + 1 if recent else 1
        row.code_hash, row.code_sent_at, row.code_tries = _hash(row.pk, code), now, 0
        row.save(update_fields=["codes_sent", "code_hash", "code_sent_at", "code_tries"])
        minutes = CODE_LASTS // timedelta(minutes=1)
        notifications.tell(
            actor,
            topic=DRAFT_CODE,
            subject="Your code to go on with your form",  # a subject shows on locked screens
            body=f"Enter {code} to go on with your form.\n\nThe code works for {minutes} minutes. "
            "If you did not ask for it, you need not do anything.",
            about=("draft", row.pk),
            key=f"draft:{row.pk}:code:{now.timestamp()}",
            email=row.email,
        )
    return masked(row.email)


def resume_draft(actor: Actor, *, token: str, code: str) -> Started:
    """Go on with a saved draft on this device: the code of the last message opens it, once.

    Returns a key for this device; other devices keep theirs. Five wrong codes, and a new one has to be asked for.
    Whoever enters the code reads the mail of that address: it is proved.
    A customer who goes on with what staff began does so online, on their own.
    """
    with transaction.atomic():
        row = _row_of_link(actor, token)
        refuse_closed(row)
        right = _right(row, code)
        if right:
            key = add_key(row)
            row.code_hash, row.code_tries = "", 0
            row.email_proved_at = row.email_proved_at or clock.now()
            row.channel = "web"
            row.contact_id = row.helped_by = None
            row.last_activity = clock.now()
            if row.person_id is None and actor.person is not None:
                row.person_id = people.whose_words(actor)
            row.save()
            data = {"service": row.service}
            journal.write(actor, DRAFT_RESUMED, thing=("draft", row.pk), person=row.person_id, via="web", data=data)
        else:
            row.code_tries += 1
            row.save(update_fields=["code_tries"])
    # Refused after the transaction, or the count of wrong codes would be taken back with it.
    if not right:
        raise Refusal(_WRONG, field="code", code="wrong-code")
    return Started(row.pk, key)


def _row_of_link(actor: Actor, token: str) -> models.Draft:
    rows = models.Draft.objects.select_for_update(no_key=True)
    found = rows.filter(council_id=actor.council, id=draft_of_link(actor, token)).first()
    if found is None:
        raise NotFound("We could not find that form.")
    return found


def _right(row: models.Draft, code: str) -> bool:
    typed = "".join(code.split())
    fresh = row.code_sent_at is not None and clock.now() - row.code_sent_at <= CODE_LASTS
    known = bool(row.code_hash) and hmac.compare_digest(row.code_hash, _hash(row.pk, typed))
    return fresh and known and row.code_tries < CODE_TRIES


def _hash(draft: int, code: str) -> str:
    return hashlib.sha256(f"{draft}:{code}".encode()).hexdigest()
