"""Acting for somebody: recorded by staff who saw the evidence, or asked for by the person themselves; ended by either.

Whoever uses an authority to write something holds its row (`hold_authority`): it ends before or after, never meanwhile.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.accounts import own_record
from frontdesk.domains.people.actions.clusters import locked, refuse_same
from frontdesk.domains.people.actions.points import normalised
from frontdesk.domains.people.queries.acting import as_authority, asked_of, between
from frontdesk.domains.people.rules.acting import ANSWERED_WITHIN, Terms, wrong_terms
from frontdesk.domains.people.types import EMAIL, OWN_RECORD
from frontdesk.domains.people.types.acting import (
    ACTING,
    ACTS,
    ACTS_NO_LONGER,
    AUTHORITY_ASKED,
    AUTHORITY_CHANGED,
    AUTHORITY_CONFIRMED,
    AUTHORITY_ENDED,
    AUTHORITY_RECORDED,
    BOTH,
    MEMBER,
    OWN,
    OWNER,
    PERSON,
    USER,
    Authority,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

LONGEST_WORDS, MOST_ASKED = 500, 10
_ASK = "Ask an adviser or a manager to record who may act for a customer."
_SAID = (
    "There is a report that {who} has died, and nobody has checked it yet. Check it first, on the page of that "
    "customer: record the death, or say that it is not so."
)
_MEMBERS = "As long as they belong to it"


def record_authority(
    actor: Actor,
    *,
    person: int,
    by: int,
    evidence: str,
    services: Iterable[str] = (),
    sees_only: bool = False,
    since: date | None = None,
    until: date | None = None,
    why_no_end: str = "",
    words: str = "",
    contact: int | None = None,
    role: str = "",
) -> int:
    """Record, after looking at the evidence, that `by` may act for `person`; returns the authority's id.

    `services` are codes, none for all; `until` is the last day, left out only with `why_no_end`; `words` what was
    seen. With `contact` it is what the person said in that contact and holds in it only. For an organisation, `role`
    is what the member is (evidence MEMBER), and no end need be said. Refuses what `rules.acting`
    finds wrong, one's own record, and two records of one customer. NotFound where either is out of the actor's sight:
    of a restricted record only those named on it record anything.
    """
    require(policy.may_record_authority(actor), _ASK)
    theirs, mine = queries.rows(actor, person), queries.rows(actor, by)
    require(policy.of_somebody_else(actor, [each.pk for each in (*theirs, *mine)]), OWN_RECORD)
    is_organisation = bool(queries.organisations_of(actor.council, [each.pk for each in theirs]))
    why_no_end = why_no_end or (_MEMBERS if is_organisation and evidence == MEMBER else "")
    _refuse(*_wrong_member(evidence, role, is_organisation=is_organisation))
    if sees_only and role == OWNER:
        raise Refusal("An owner lets others in, and cannot only look. Record them as a user.", field="sees_only")
    born = next((each.date_of_birth for each in theirs if each.date_of_birth), None)
    known_dead = _known_dead(actor.council, person, by)
    terms = Terms(evidence, since or clock.today(), until, why_no_end, contact is not None, born, known_dead)
    _refuse(*wrong_terms(terms, clock.today()))
    row = models.Authority(
        council_id=actor.council, evidence=evidence, role=role, services=sorted(set(services)), sees_only=sees_only,
        since=terms.since, until=until, why_no_end=one_line(why_no_end, LONGEST_WORDS) if until is None else "",
        words=one_line(words, LONGEST_WORDS), contact_id=contact,
        recorded_by=actor.user, recorded_at=clock.now(), confirmed_at=clock.now(),
    )  # fmt: skip
    with transaction.atomic():
        fronts = locked(actor.council, [person, by])
        refuse_same(fronts[person], fronts[by])
        _refuse_removed(actor.council, person, by, fronts[person], fronts[by])
        # The records that were asked for, not those in front: a join may be undone, and each keeps its own then.
        row.person_id, row.by_id = person, by
        row.save()
        _write(actor, AUTHORITY_RECORDED, row)
    return row.pk


def _known_dead(council: int, person: int, by: int) -> bool:
    """Whether we have recorded that whoever is acted for has died. Refusal where that is only said, of either of the
    two: staff find out first, since what is recorded now would hold, or not, whatever they find."""
    died, gone = (queries.death_of(council, each) for each in (person, by))
    if gone is not None and gone.sure:
        raise Refusal("We have recorded that whoever is to act has died. Choose somebody else.", field="evidence")
    for one, who in ((died, "the person they act for"), (gone, "whoever is to act")):
        if one is not None and not one.sure:
            raise Refusal(_SAID.format(who=who), field="evidence")
    return died is not None


def ask_to_act(
    actor: Actor,
    *,
    email: str,
    services: Iterable[str] = (),
    sees_only: bool = False,
    until: date | None = None,
    why_no_end: str = "",
    tells: str = BOTH,
) -> int:
    """A signed-in customer asks whoever reads this email to act for them; returns the authority's id.

    It opens nothing until somebody whose sign-in has proved the email says yes (`answer_asked`).
    """
    require(actor.person is not None and not actor.is_staff, "Tell us your name first, under your details.")
    address, _ = normalised(EMAIL, email)
    _refuse(*wrong_terms(Terms(OWN, clock.today(), until, why_no_end), clock.today()))
    if address in sign_ins.verified_emails(actor.user or 0):
        raise Refusal("This is your own email. Enter the one of the person who helps you.", field="email")
    with transaction.atomic():
        records = locked(actor.council, [actor.person or 0])
        return _ask_by_email(
            actor, records, address, person_id=_own(actor), evidence=OWN, services=sorted(set(services)),
            sees_only=sees_only, tells=_tells(tells), until=until,
            why_no_end=one_line(why_no_end, LONGEST_WORDS) if until is None else "",
        )  # fmt: skip


def invite_member(actor: Actor, *, organisation: int, email: str, role: str) -> int:
    """An owner asks whoever reads this email to act for the organisation; returns the authority's id.

    It opens nothing until they say yes (`answer_asked`). It is for the services that the owner acts for it in, and as
    long as theirs. NotFound for everybody who is no owner of it.
    """
    address, _ = normalised(EMAIL, email)
    _refuse(*_wrong_member(MEMBER, role, is_organisation=True))
    with transaction.atomic():
        records = locked(actor.council, [organisation])
        mine = _widest(actor, organisation)
        if mine is None:
            raise NotFound("Only an owner of the organisation lets others in.")
        return _ask_by_email(
            actor, records, address, person_id=mine.person_id, evidence=MEMBER, role=role, services=mine.services,
            until=mine.until, why_no_end="" if mine.until else _MEMBERS,
        )  # fmt: skip


def _widest(actor: Actor, organisation: int) -> models.Authority | None:
    """By what the signed-in customer owns the organisation: what is for most and lasts longest, of several."""
    if not queries.owns(actor, organisation):
        return None
    rows = between(actor.council, actor.person or 0, organisation).filter(role=OWNER)
    return min(rows, key=lambda row: (bool(row.services), -(row.until or date.max).toordinal()), default=None)


def _ask_by_email(actor: Actor, records: Iterable[int], address: str, **terms: Any) -> int:
    """Write that whoever reads `address` is asked, on these terms. `records`: all of the asker's, which are held."""
    _refuse_asked(actor.council, records, address)
    row = models.Authority.objects.create(
        council_id=actor.council, email=address, since=clock.today(), recorded_by=actor.user,
        recorded_at=clock.now(), **terms,
    )  # fmt: skip
    _write(actor, AUTHORITY_ASKED, row)
    return row.pk


def _refuse_asked(council: int, records: Iterable[int], address: str) -> None:
    """Nobody is asked twice while they have not answered, and not everybody at once."""
    lasts = clock.now() - ANSWERED_WITHIN
    open_ = models.Authority.objects.filter(
        council_id=council, person_id__in=list(records), by=None, ended_at=None, recorded_at__gte=lasts
    )
    if open_.filter(email=address).exists():
        raise Refusal("You have asked them already. They have not answered yet.", field="email")
    if open_.count() >= MOST_ASKED:
        raise Refusal("Too many people have not answered yet. Take one of these back first.", field="email")


def _own(actor: Actor) -> int:
    """The record of the sign-in itself, whatever it was joined to: after parting what they gave is still theirs."""
    return queries.record_linked(actor.council, actor.user) or actor.person or 0


def _wrong_member(evidence: str, role: str, *, is_organisation: bool) -> tuple[str, str]:
    if (evidence == MEMBER) != (role in (OWNER, USER)) or (evidence == MEMBER and not is_organisation):
        return "evidence", "Say whether they are an owner or a user of the organisation."
    return "", ""


def answer_asked(actor: Actor, *, authority: int, yes: bool, name: str = "") -> None:
    """Whoever was asked to act for somebody says yes or no. `name` is theirs, where we have no record of them yet.

    NotFound unless their sign-in has proved the email that was asked, when it was taken back or has run out, and where
    an owner asked who is one no longer.
    """
    with transaction.atomic():
        row = _row(actor, authority)
        if (
            row.by_id is not None
            or row.ended_at is not None
            or row.pk not in {each.authority.id for each in asked_of(actor)}
        ):
            raise NotFound("Nobody asks you for this at the moment. It may have been taken back.")
        if not yes:
            _end(actor, row, "They said no")
            return
        if not name.strip() and queries.person_of(actor.council, actor.user) is None:
            raise Refusal("Enter your name", field="name")
        own_record(actor, name=name, source="web")
        row.by_id = _own(actor)
        row.confirmed_at = clock.now()
        row.save(update_fields=["by", "confirmed_at"])
        _write(actor, AUTHORITY_CONFIRMED, row)


def change_authority(actor: Actor, *, authority: int, tells: str) -> None:
    """The person acted for chooses who hears of what is asked for in their name."""
    with transaction.atomic():
        row = _row(actor, authority)
        require(_is(actor, row.person_id))
        if row.tells != _tells(tells):
            row.tells = tells
            row.save(update_fields=["tells"])
            _write(actor, AUTHORITY_CHANGED, row)


def end_authority(actor: Actor, *, authority: int, why: str = "") -> None:
    """From this moment it opens nothing: said by the person, by whoever acts for them, or by staff with the reason.

    One that has ended is left as it is. NotFound for everybody else.
    """
    with transaction.atomic():
        row = _row(actor, authority)
        own = _is(actor, row.person_id) or queries.owns(actor, row.person_id)
        if not (own or (row.by_id is not None and _is(actor, row.by_id))):
            _refuse_ending(actor, row, why)
        elif row.role == OWNER:
            _refuse_last_owner(row)
        if row.ended_at is None:
            _end(actor, row, why)
            _end_asked_by(actor, row)


def hold_authority(
    council: int, *, by: int, person: int, service: str, contact: int | None = None, doing: bool = True
) -> Authority | None:
    """The authority by which one acts for the other, held until the caller's transaction ends; None: there is none.

    Called by the verbs that write something by it, inside their transaction: somebody who ends it meanwhile waits, and
    what was ended before is not found.
    """
    rows = between(council, by, person, service=service, doing=doing, contact=contact)
    row = rows.select_for_update(no_key=True).first()
    return as_authority(row) if row is not None else None


def _row(actor: Actor, authority: int) -> models.Authority:
    """It, held until the transaction ends; of a member with those of all members, always in the order of their ids."""
    rows = models.Authority.objects.filter(council_id=actor.council)
    one = rows.filter(id=authority).first()
    if one is None:
        raise NotFound("We could not find that. It may have been taken back.")
    held = Q(id=authority)
    if one.role:
        held |= Q(person_id__in=queries.cluster(actor.council, one.person_id), evidence=MEMBER, ended_at=None)
    found = {row.pk: row for row in rows.filter(held).order_by("id").select_for_update(no_key=True)}
    return found[authority]


def _is(actor: Actor, person: int) -> bool:
    """Whether the signed-in customer is this person."""
    return actor.person is not None and actor.person in queries.cluster(actor.council, person)


def _refuse_last_owner(row: models.Authority) -> None:
    """An organisation keeps an owner, who can end it for others; staff may leave it without. Theirs must hold now."""
    if row.ended_at is not None or row.confirmed_at is None:
        return
    cluster = queries.cluster(row.council_id, row.person_id)
    others = models.Authority.objects.filter(
        council_id=row.council_id, person_id__in=cluster, role=OWNER, ended_at=None, by__isnull=False
    ).exclude(id=row.pk)  # fmt: skip
    if not any(between(row.council_id, by, row.person_id).filter(id=id).exists()
               for id, by in others.values_list("id", "by_id") if by is not None):  # fmt: skip
        raise Refusal("You are the last owner. Make somebody else an owner first, or ask us to end it.")


def _end_asked_by(actor: Actor, row: models.Authority) -> None:
    """Whoever is an owner no longer has nobody let in who has not answered yet."""
    if row.role != OWNER or row.by_id is None:
        return
    if between(row.council_id, row.by_id, row.person_id).filter(role=OWNER).exists():
        return
    mine, theirs = (queries.cluster(row.council_id, each) for each in (row.by_id, row.person_id))
    users = models.SignInLink.objects.filter(council_id=row.council_id, person_id__in=mine, confirmed_at__isnull=False)
    asked = models.Authority.objects.filter(
        council_id=row.council_id, person_id__in=theirs, evidence=MEMBER, by=None, ended_at=None,
        recorded_by__in=list(users.values_list("user_id", flat=True)),
    )  # fmt: skip
    for each in asked.order_by("id"):
        _end(actor, each, "Whoever asked is no owner any more")


def _refuse_ending(actor: Actor, row: models.Authority, why: str) -> None:
    queries.rows(actor, row.person_id)
    require(policy.may_record_authority(actor), _ASK)
    if not why.strip():
        raise Refusal("Say why it ends.", field="why")


def _end(actor: Actor, row: models.Authority, why: str) -> None:
    row.ended_at, row.ended_by, row.ended_why = clock.now(), actor.user, one_line(why, LONGEST_WORDS)
    row.save(update_fields=["ended_at", "ended_by", "ended_why"])
    _write(actor, AUTHORITY_ENDED, row)


_OF_WHO_ACTS = {AUTHORITY_RECORDED: ACTS, AUTHORITY_CONFIRMED: ACTS, AUTHORITY_ENDED: ACTS_NO_LONGER}


def _write(actor: Actor, kind: str, row: models.Authority) -> None:
    """An entry with whom it is for; where it begins or ends another one with whoever acts, for their timeline."""
    data, other = {"by": row.by_id, "evidence": row.evidence}, _OF_WHO_ACTS.get(kind)
    entries = [journal.Entry(kind, "authority", row.pk, person=row.person_id, data=data)]
    if other and row.by_id is not None:
        said = {"for": row.person_id, "evidence": row.evidence}
        entries.append(journal.Entry(other, "authority", row.pk, person=row.by_id, data=said))
    journal.write_many(actor, entries)


def _tells(tells: str) -> str:
    if tells not in (BOTH, ACTING, PERSON):
        raise Refusal("Choose who hears of it.", field="tells")
    return tells


def _refuse(field: str, sentence: str) -> None:
    if sentence:
        raise Refusal(sentence, field=field)


def _refuse_removed(council: int, *people: int) -> None:
    if models.Person.objects.filter(council_id=council, id__in=people, removed_at__isnull=False).exists():
        raise Refusal("The details of one of these records were removed.", code="removed")
