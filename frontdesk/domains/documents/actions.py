"""Issuing letters, correcting them, posting them; the customer opens theirs."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from frontdesk.domains.documents import models, policy, queries
from frontdesk.domains.documents.rules import templates as rules
from frontdesk.domains.documents.rules.paper import Head, pdf_of
from frontdesk.domains.documents.types import (
    FORMAT_MADE,
    LETTER,
    LETTER_ISSUED,
    LETTER_OPENED,
    LETTER_POSTED,
    SIZES,
)
from frontdesk.domains.notifications.actions import tell
from frontdesk.domains.notifications.queries import chosen
from frontdesk.domains.notifications.types import LETTER as BY_POST
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Person
from frontdesk.kernel import clock, files, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.holdings import Piece, Spared
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.references import new_reference, show_reference
from frontdesk.kernel.words import long_date

AT_ONCE = 1000
TOPIC = "documents.letter"
_DEAD = "We know that this customer has died, or are told so. Write to whoever deals with their affairs."
_TELLS = "You have a letter from {council}. Sign in to read it: {link}"
_HELP = "If you need this in another way, in large print, braille, audio or another language, tell us: {reach}."


def issue_letter(
    actor: Actor,
    *,
    person: int,
    subject: str,
    body: str,
    signed: str,
    template: str = "",
    about: tuple[str, int] = ("", 0),
    about_words: str = "",
    by_post: bool | None = None,
    replaces: int | None = None,
    key: str | None = None,
) -> int:
    """Issue a letter to a customer; returns its id. It can not be changed any more, only replaced by a corrected one.

    `by_post` None: the customer's own way, by post where they have no account or said that they want letters. One that
    is not posted stands in their account, and an email tells them that it is there, never what it says. The size of
    print follows their needs; another format becomes work for staff. The same press (`key`) twice is once. Refusal
    without an address to post it to, of a customer who has died, and where it was corrected before.
    """
    require(policy.may_write(actor))
    words = rules.checked(subject, body, signed)
    found = people.person(actor, person, seen_on="letter")
    require(actor.person is None or actor.person not in found.cluster, "A colleague writes to you.")
    if people.mail_stops(actor.council, person=person):
        raise Refusal(_DEAD)
    post = _posted(actor, found) if by_post is None else by_post
    if post and found.address is None:
        raise Refusal("We have no address for this customer. Keep it with their details first.", field="by_post")
    if not post and not found.has_account:
        raise Refusal("This customer has no account to read it in. Send it by post.", field="by_post")
    size, other = queries.format_for(actor, person)
    number = new_reference()
    content = pdf_of(words, _head(actor, found, show_reference(number), about_words), points=SIZES[size])

    def issue() -> int:
        kept = files.keep(
            actor.council, name=f"letter-{show_reference(number)}.pdf", content_type="application/pdf",
            content=content, scanned="clean",
        )  # fmt: skip
        row = models.Letter(
            council_id=actor.council, reference=number, person_id=found.id, about_type=about[0],
            about_id=about[1] or None, about=about_words, template=template,
            subject=words.subject, body=words.body, signed=words.signed,
            size=size, file=kept, issued_at=clock.now(), issued_by=actor.user, by_post=post, other_format=other,
        )  # fmt: skip
        if replaces is not None:
            _correct(actor, row, replaces)
        row.save()
        _write(actor, row, LETTER_ISSUED, {"size": size, "by_post": post, "template": template, "format": other})
        if not post:
            _tell(actor, row)
        return row.pk

    with transaction.atomic():
        return int(once(actor, "documents.issue_letter", key, issue))


def mark_posted(actor: Actor, *, letter: int) -> None:
    """Say that a letter was posted; once."""
    with transaction.atomic():
        row = _to_the_living(actor, letter)
        if row.by_post and row.posted_at is None:
            row.posted_at, row.posted_by = clock.now(), actor.user
            row.save(update_fields=["posted_at", "posted_by"])
            _write(actor, row, LETTER_POSTED)


def mark_made(actor: Actor, *, letter: int) -> None:
    """Say that a letter was made and sent in the other format that the customer needs; once."""
    with transaction.atomic():
        row = _to_the_living(actor, letter)
        if row.other_format and row.made_at is None:
            row.made_at, row.made_by = clock.now(), actor.user
            row.save(update_fields=["made_at", "made_by"])
            _write(actor, row, FORMAT_MADE, {"format": row.other_format})


def open_letter(actor: Actor, *, letter: int) -> None:
    """The customer opens a letter of theirs in the account: the first time is kept. NotFound for others' letters."""
    row = queries.own_row(actor, letter)
    if row.opened_at is None and row.removed_at is None:
        with transaction.atomic(savepoint=False):
            opened = models.Letter.objects.filter(council_id=actor.council, pk=letter, opened_at=None)
            if opened.update(opened_at=clock.now()):
                _write(actor, row, LETTER_OPENED)


def erase_people(council: int, people: Iterable[int]) -> int:
    """Take the words and the files from everything written to these people; returns how many letters were emptied."""
    rows = models.Letter.objects.filter(council_id=council, person_id__in=list(people))
    with transaction.atomic():
        return _empty(rows)


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the letters that were issued before a moment: a record class for retention."""
    rows = models.Letter.objects.filter(council_id=council, issued_at__lt=before, removed_at=None)
    if place:
        moment, _, last = place.partition("~")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(issued_at__gte=at).exclude(issued_at=at, id__lte=int(last))
    found = list(rows.order_by("issued_at", "id")[:AT_ONCE])
    going = [
        row.pk
        for row in found
        if row.person_id not in spared.people and not (row.about_type == "request" and row.about_id in spared.requests)
    ]
    if going and not dry:
        _empty(models.Letter.objects.filter(council_id=council, pk__in=going))
    after = f"{found[-1].issued_at.isoformat()}~{found[-1].pk}" if len(found) == AT_ONCE else None
    return Piece(len(going), len(found) - len(going), after)


def _empty(rows: QuerySet[models.Letter]) -> int:
    """Take person, words and files; that a letter was issued, when and how it went stays."""
    held = list(rows.select_for_update(no_key=True).order_by("pk"))
    for row in held:
        kept, row.file = row.file, None
        row.person_id, row.about_id, row.removed_at = None, None, clock.now()
        row.subject = row.body = row.signed = row.about = ""
        row.save()
        if kept is not None:
            files.erase(kept)
    return len(held)


def _posted(actor: Actor, found: Person) -> bool:
    """Whether it goes by post where nobody said how: the customer's own way, and always where there is no account."""
    way = chosen(actor.council, found.id, TOPIC)
    return not found.has_account or way == BY_POST or (not way and found.preferred_channel == "letter")


def _head(actor: Actor, found: Person, reference: str, about: str) -> Head:
    council = organisations.council_by_id(actor.council)
    if council is None:
        raise NotFound("We could not find the council.")
    address = [found.address.line, found.address.postcode] if found.address is not None else []
    reach = [line for line in (*council.address.split("\n"), council.phone, council.email) if line]
    help_ = _HELP.format(reach=" or ".join(filter(None, (council.phone, council.email))) or council.name)
    day, reference = long_date(clock.today()), f"Our reference {reference}"
    return Head(council.name, reach, found.name, address, day, reference, about, help_)


def _correct(actor: Actor, row: models.Letter, replaces: int) -> None:
    """Make it the corrected form of one that was issued to the same customer; only once, so that two do not stand."""
    old = _locked(actor, replaces)
    mine = people.cluster(actor.council, row.person_id or 0)
    if old.person_id not in mine:
        raise NotFound("We could not find the letter that this one corrects.")
    if models.Letter.objects.filter(council_id=actor.council, replaces=old).exists():
        raise Refusal("Somebody has corrected that letter already. Correct the newer one.", code="corrected")
    row.replaces, row.version = old, old.version + 1
    row.about_type, row.about_id, row.about = old.about_type, old.about_id, old.about


def _tell(actor: Actor, row: models.Letter) -> None:
    council = organisations.council_by_id(row.council_id)
    if council is None:
        return
    link = links.absolute(council.code, f"/account/letters/{row.pk}/")
    tell(
        actor, topic=TOPIC, subject=f"You have a letter from {council.name}",
        body=_TELLS.format(council=council.name, link=link), about=(LETTER, row.pk), key=f"letter:{row.pk}",
        to_person=row.person_id, link=link,
    )  # fmt: skip


def _locked(actor: Actor, letter: int) -> models.Letter:
    """The row, locked; NotFound where the actor does not have its customer in sight."""
    queries.row_for_staff(actor, letter)
    return models.Letter.objects.select_for_update(no_key=True).get(council_id=actor.council, pk=letter)


def _to_the_living(actor: Actor, letter: int) -> models.Letter:
    """The same of a letter that is to go out: not to somebody who has died since it was issued."""
    row = _locked(actor, letter)
    if row.person_id is not None and people.mail_stops(actor.council, person=row.person_id):
        raise Refusal(_DEAD)
    return row


def _write(actor: Actor, row: models.Letter, kind: str, data: dict[str, object] | None = None) -> None:
    journal.write(actor, kind, thing=(LETTER, row.pk), person=row.person_id, data=data)
