"""Needs: recorded once with where they are known from and what the customer said to it, asked about again, ended."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.queries.needs import open_needs
from frontdesk.domains.people.rules import needs as rules
from frontdesk.domains.people.types.needs import (
    AGREED,
    CONSENTS,
    NEED_CHANGED,
    NEED_ENDED,
    NEED_RECORDED,
    NEED_REVIEWED,
    NO_LONGER,
    OWN,
    REPLACED,
    SOURCES,
    WHY_ENDED,
    WITHOUT,
    Kind,
    Need,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

LONGEST_INSTRUCTION = 400
LONGEST_WHY = 500
_ONLY_KNOWING = "Ask an adviser or a manager: they may open restricted needs."


def record_need(
    actor: Actor,
    *,
    person: int,
    need: str,
    detail: str = "",
    instruction: str = "",
    sensitive: bool | None = False,
    service: str = "",
    source: str = "person",
    consent: str = "",
    consent_words: str = "",
    review_on: date | None = None,
) -> int:
    """Record what the person needs; returns the need's id.

    `need` is a kind of the register, `detail` what its instruction asks for; `instruction` are other words for staff
    than those of the kind. One that the person has already in any of their records is replaced, unless its kind may be
    had several times; the very same again changes nothing. What replaces a restricted need is restricted, and one that
    the actor may not open is not replaced: both stand. `sensitive` None is for words that nobody has read yet: they
    are restricted, and stand beside what is known. `service` '' = for all. `consent` is of CONSENTS: WITHOUT asks for
    `consent_words`, which say why it is recorded all the same. What customers write themselves stands on the record of
    their own sign-in.
    """
    records = [each.pk for each in queries.rows(actor, person)]
    require(policy.may_change(actor, records))
    kind = _kind(actor, need)
    own = actor.person in records
    given = OWN if own else consent
    made = models.Need(
        council_id=actor.council,
        person_id=queries.whose_among(actor, records),
        code=need,
        detail=one_line(detail, rules.LONGEST_DETAIL),
        instruction=_instruction(kind, detail, instruction),
        service=service if kind.by_service else "",
        source=_of(SOURCES, source, "Choose how we know of it.", "source"),
        consent=_of({"": "", **CONSENTS}, given, "Choose what they said to our writing it down.", "consent"),
        consent_words=_why_without(given, consent_words),
        review_on=_day_of_review(kind, review_on),
    )
    with transaction.atomic(savepoint=False):
        _hold(actor.council, records[0])
        before = _before(actor.council, records, made, beside=kind.several or sensitive is None)
        before = [each for each in before if own or not each.sensitive or policy.may_see_sensitive(actor)]
        sensitive = sensitive or any(each.sensitive for each in before) or (sensitive is None and not before)
        if own and _only_others_say(before, made):
            before = []  # theirs stands beside it, and goes with them when the records are parted
        return _write(actor, made, kind, before, sensitive)


def change_need(
    actor: Actor,
    *,
    need: int,
    detail: str = "",
    instruction: str = "",
    sensitive: bool | None = None,
    review_on: date | None = None,
) -> int:
    """Say anew what staff do about a need; returns the id under which it stands from now on.

    Where it is known from and what the customer said to it stay. `sensitive` None leaves it as restricted as it is.
    """
    person, found, kind = _found(actor, need)
    made = models.Need(
        council_id=actor.council,
        person_id=person,
        code=found.code,
        detail=one_line(detail, rules.LONGEST_DETAIL),
        instruction=_instruction(kind, detail, instruction),
        service=found.service,
        source=found.source,
        consent=found.consent,
        consent_words=found.consent_words,
        review_on=_day_of_review(kind, review_on),
    )
    with transaction.atomic(savepoint=False):
        _hold(actor.council, person)
        before = [
            each for each in open_needs(actor.council, queries.cluster(actor.council, person)) if _is(each, found)
        ]
        if not before:
            raise NotFound("There is no such need on record.")
        sensitive = found.sensitive if sensitive is None else sensitive
        return _write(actor, made, kind, before, sensitive, NEED_CHANGED)


def review_need(actor: Actor, *, need: int, review_on: date | None = None) -> date:
    """The customer was asked, and it is still so; returns the day on which we ask again.

    Said twice on one day it is written once.
    """
    person, found, kind = _found(actor, need)
    again = _day_of_review(kind, review_on)
    if found.review_on == again:
        return again
    with transaction.atomic(savepoint=False):
        _rows(actor, found).update(review_on=again, reviewed_at=clock.now(), reviewed_by=actor.user)
        journal.write(actor, NEED_REVIEWED, thing=("person", person), person=person, data={"need": found.id})
    return again


def end_need(actor: Actor, *, need: int, why: str = NO_LONGER) -> None:
    """The need ends in all records of the customer, and with it what followed from it; its rows stay as history."""
    person, found, _ = _found(actor, need)
    _of(WHY_ENDED, why, "Choose why it ends.", "why")
    with transaction.atomic(savepoint=False):
        ids = [found.id, *found.also]
        if not _end(actor, ids, why):
            raise NotFound("There is no such need on record.")
        models.ServiceException.objects.filter(council_id=actor.council, need_id__in=ids, ended_at=None).update(
            ended_at=clock.now()
        )
        journal.write(actor, NEED_ENDED, thing=("person", person), person=person, data={"need": found.id})


def bring_back_needs(actor: Actor, *, fronts: Mapping[int, int], since: datetime) -> None:
    """Needs that were replaced in another record while they were joined stand again where they were, and so do those
    that the other one of the two took off in their own account.

    `fronts` is the record in front of each record of two customers who were parted, `since` when they were joined. A
    record that has such a need already keeps it alone. Works in the transaction of whoever parts them.
    """
    kinds = queries.kinds_of_need(actor.council)
    mine = models.Need.objects.filter(council_id=actor.council, person_id__in=list(fronts)).order_by("-id")
    links = models.SignInLink.objects.filter(council_id=actor.council, person_id__in=list(fronts)).exclude(
        confirmed_at=None
    )
    users = {user: fronts[person] for user, person in links.values_list("user_id", "person_id")}

    def by_the_other(row: models.Need) -> bool:
        return row.ended_by in users and users[row.ended_by] != fronts[row.person_id]

    def what(row: models.Need) -> tuple[object, ...]:
        several = rules.kind_of(kinds, row.code).several
        return fronts[row.person_id], row.code, row.service, rules.folded(row.instruction) if several else ""

    held, back = {what(row) for row in mine.filter(ended_at=None)}, []
    for row in mine.filter(ended_at__gte=since):
        if (row.ended_why == REPLACED or by_the_other(row)) and what(row) not in held:
            held.add(what(row))
            back.append(row.pk)
    models.Need.objects.filter(council_id=actor.council, id__in=back).update(ended_at=None, ended_by=None, ended_why="")


def _found(actor: Actor, need: int) -> tuple[int, Need, Kind]:
    """A need that the actor may change, and whose it is."""
    person, found = queries.need(actor, need)
    require(policy.may_change(actor, queries.cluster(actor.council, person)))
    return person, found, queries.kind_of_need(actor.council, found.code)


def _hold(council: int, person: int) -> None:
    """Let nobody else write a need of this customer meanwhile."""
    list(models.Person.objects.select_for_update(no_key=True).filter(council_id=council, id=person).values_list("id"))


def _before(council: int, records: Sequence[int], made: models.Need, *, beside: bool) -> list[Need]:
    """The rows that this one takes the place of: of one that stands `beside` others, the very same only."""
    held = [each for each in open_needs(council, records, code=made.code) if each.service == made.service]
    words = rules.folded(made.instruction)
    return [each for each in held if not beside or rules.folded(each.instruction) == words]


def _only_others_say(before: Sequence[Need], made: models.Need) -> bool:
    """Whether the very same is known, and from the customer's other records alone."""
    words = rules.folded(made.instruction)
    same = bool(before) and all(rules.folded(each.instruction) == words for each in before)
    return same and all(each.person != made.person_id for each in before)


def _write(
    actor: Actor,
    made: models.Need,
    kind: Kind,
    before: Sequence[Need],
    sensitive: bool,
    entry: str = NEED_RECORDED,
) -> int:
    made.sensitive = sensitive or kind.sensitive
    same = _folded if entry == NEED_RECORDED else _exact
    if before and all(same(each) == same(made) for each in before):
        return before[-1].id
    made.recorded_by, made.recorded_at = actor.user, clock.now()
    ids = [each.id for each in before]
    _end(actor, ids, REPLACED)
    made.save()
    models.ServiceException.objects.filter(council_id=actor.council, need_id__in=ids, ended_at=None).update(need=made)
    journal.write(actor, entry, thing=("person", made.person_id), person=made.person_id, data={"need": made.pk})
    return made.pk


def _folded(need: Need | models.Need) -> tuple[object, ...]:
    """What recording a need anew must differ in."""
    return rules.folded(need.instruction), need.service, need.sensitive


def _exact(need: Need | models.Need) -> tuple[object, ...]:
    """What changing a need must differ in."""
    return need.instruction, need.sensitive, need.review_on


def _is(one: Need, found: Need) -> bool:
    return one.id in (found.id, *found.also)


def _end(actor: Actor, ids: Iterable[int], why: str) -> int:
    rows = models.Need.objects.filter(council_id=actor.council, id__in=list(ids), ended_at=None)
    return rows.update(ended_at=clock.now(), ended_by=actor.user, ended_why=why)


def _rows(actor: Actor, found: Need) -> Any:
    return models.Need.objects.filter(council_id=actor.council, id__in=[found.id, *found.also], ended_at=None)


def _kind(actor: Actor, code: str) -> Kind:
    found = queries.kinds_of_need(actor.council).get(code)
    if found is None:
        raise Refusal("Choose what the need is.", field="need")
    return found


def _instruction(kind: Kind, detail: str, instruction: str) -> str:
    told = one_line(instruction, LONGEST_INSTRUCTION) or kind.instruction(one_line(detail, rules.LONGEST_DETAIL))
    if not told:
        example = f", like “{kind.example}”" if kind.example else ""
        raise Refusal(f"{kind.ask} Write it in a few words{example}.", field="detail")
    return told


def _why_without(consent: str, words: str) -> str:
    told = one_line(words, LONGEST_WHY)
    if consent == WITHOUT and not told:
        raise Refusal("Say why we record it although they have not agreed.", field="consent-words")
    return told if consent in (WITHOUT, AGREED) else ""


def _day_of_review(kind: Kind, review_on: date | None) -> date:
    if review_on is not None and review_on <= clock.today():
        raise Refusal("Enter a day in the future on which we ask again.", field="review-day")
    return review_on or rules.asked_again(kind, clock.today())


def _of(known: Any, code: str, sentence: str, field: str) -> str:
    if code not in known:
        raise Refusal(sentence, field=field)
    return code
