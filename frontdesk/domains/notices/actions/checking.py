"""What staff do with a notice: find whom it is about, pass it with evidence, refuse it; and what it does to records."""

from datetime import date

from django.db import transaction

from frontdesk.domains.notices import models
from frontdesk.domains.notices.actions.held import hold, hold_row, kind_of, note, note_telling, say_mistake, send_ready
from frontdesk.domains.notices.rules.steps import OPEN, Facts, day_of
from frontdesk.domains.notices.types import (
    BORN,
    CHECKED,
    DIED,
    FOUND,
    MOVED,
    NOT_WANTED,
    REFUSED,
    TAKEN_BACK,
    TOOK_EFFECT,
    Stands,
    States,
)
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import OWN_RECORD
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.words import one_line

LONGEST_WORDS = 500
SOURCE = "notice"
_ANOTHER = "Somebody else of this name has died."
_ANOTHER_RECORD = "It was about somebody else: another record was found first."


def find_person(actor: Actor, *, notice: int, person: int) -> None:
    """Staff say whose record it is about. On a death, messages to them are held from now on, and whoever was taken for
    them before is let go.

    NotFound where the record is out of the actor's sight; Refusal once the notice was passed or refused.
    """
    records = [each.pk for each in people.rows(actor, person)]
    require(actor.person not in records or actor.person is None, OWN_RECORD)
    with transaction.atomic():
        row = hold(actor, notice)
        _refuse_moved_on(row)
        died = kind_of(row).effect == DIED
        if died and row.person_id is not None and row.person_id not in records:
            _let_go(Actor.system(row.council_id), row, row.person_id, _ANOTHER_RECORD)
        row.person_id = person
        row.save(update_fields=["person_id"])
        if died:
            people_actions.say_died(actor, person=person, source=SOURCE)
        note(actor, row, FOUND)


def check_notice(
    actor: Actor, *, notice: int, evidence: str = "", words: str = "", died_on: date | None = None
) -> None:
    """Staff pass a notice, with the evidence that they saw and where it can be found again (`words`).

    A death is recorded on the person with it (`people.record_death`, whose refusals these are); a move and a birth
    change records on their day. Whoever was agreed to is told, those who wait for proof of registration with the
    evidence that shows it: passed again with better evidence, they follow.
    """
    with transaction.atomic():
        row = hold(actor, notice)
        require(actor.person is None or actor.person not in {row.person_id, row.informant_id}, OWN_RECORD)
        if row.state == States.REFUSED:
            raise Refusal("This notice was refused. Ask whoever gave it to tell us anew.", code="moved-on")
        effect = kind_of(row).effect
        if effect == DIED:
            _record_death(actor, row, evidence, words, died_on)
        elif not words.strip():
            raise Refusal("Say how you know that it is so: who you spoke with, or what you saw.", field="words")
        row.evidence, row.words = evidence, one_line(words, LONGEST_WORDS)
        row.save(update_fields=["evidence", "words", "happened_on"])
        pass_notice(actor, row)


def _record_death(actor: Actor, row: models.Notice, evidence: str, words: str, died_on: date | None) -> None:
    if row.person_id is None:
        raise Refusal("Find the record of whoever has died first. If there is none, make one.", field="person")
    row.happened_on = died_on or row.happened_on
    people_actions.record_death(
        actor, person=row.person_id, died_on=row.happened_on, evidence=evidence, words=words, source=SOURCE
    )
    facts = Facts(**row.facts)
    mine = set(people.cluster(row.council_id, row.person_id))
    for other in set(people.called_so(row.council_id, facts.name, day_of(facts.born))) - mine:
        _let_go(Actor.system(row.council_id), row, other, _ANOTHER)


def pass_notice(actor: Actor, row: models.Notice) -> None:
    """It is so: do what it does to records where its day has come, and tell those who may be told."""
    row.state, row.checked_at, row.checked_by = States.CHECKED, clock.now(), actor.user
    row.save(update_fields=["state", "checked_at", "checked_by"])
    note(actor, row, CHECKED, {"evidence": row.evidence})
    take_effect(actor, row)
    send_ready(actor, row)


def take_effect(actor: Actor, row: models.Notice) -> bool:
    """Change records as the notice says, once its day has come, and once only. The caller holds the row."""
    effect, facts = kind_of(row).effect, Facts(**row.facts)
    if row.took_effect_at is not None or (effect == MOVED and (day_of(facts.on) or clock.today()) > clock.today()):
        return False
    house = Actor.system(row.council_id)
    if effect == MOVED and row.person_id is not None:
        people_actions.move_person(
            house, person=row.person_id, address=facts.line, postcode=facts.postcode, uprn=facts.uprn,
            since=day_of(facts.on), source=SOURCE,
        )  # fmt: skip
    elif effect == BORN:
        row.person_id = _child(house, row, facts)
    row.took_effect_at = clock.now()
    row.save(update_fields=["took_effect_at", "person_id"])
    note(actor, row, TOOK_EFFECT)
    return True


def _child(house: Actor, row: models.Notice, facts: Facts) -> int:
    """The record of a child, who lives where the parent who told us does."""
    home = people.prefill(house, row.informant_id).address if row.informant_id is not None else None
    child = people_actions.create_person(
        house, name=facts.name, given=facts.first, family=facts.last, source=SOURCE, date_of_birth=day_of(facts.born),
        uprn=home.uprn if home else None, address=home.line if home else "", postcode=home.postcode if home else "",
    )  # fmt: skip
    if row.informant_id is not None:
        people_actions.relate(
            house, person=row.informant_id, other=child, kind="parent", since=day_of(facts.born), source=SOURCE
        )
    return child


def take_effects(council: int) -> int:
    """The daily round: moves whose day has come. Returns how many; run again it finds none."""
    rows = models.Notice.objects.filter(
        council_id=council, state=States.CHECKED, took_effect_at=None, happened_on__lte=clock.today(), removed_at=None
    )

    def change(notice: int) -> int:
        row = hold_row(council, notice)
        return row.state == States.CHECKED and take_effect(Actor.system(council), row)

    ids = list(rows.order_by("happened_on", "id").values_list("id", flat=True)[:1000])
    return jobs.each_alone("notices.take_effect", ids, change)


def refuse_notice(actor: Actor, *, notice: int, why: str) -> None:
    """It was not so, or told by mistake: nobody more is told, those who were are told that it was a mistake, and on a
    death messages go out again. What was recorded with evidence is taken back by a manager (`people.end_death`).

    An address or a child that is on record stays, for staff to put right.
    """
    if not why.strip():
        raise Refusal("Say how you know that it is not so.", field="why")
    with transaction.atomic():
        row = hold(actor, notice) if not actor.is_system else hold_row(actor.council, notice)
        require(actor.person is None or actor.person not in {row.person_id, row.informant_id}, OWN_RECORD)
        if row.state == States.REFUSED:
            return
        effect, facts, passed = kind_of(row).effect, Facts(**row.facts), row.state == States.CHECKED
        row.state, row.why = States.REFUSED, one_line(why, LONGEST_WORDS)
        row.save(update_fields=["state", "why"])
        if effect == DIED:
            alike = people.called_so(row.council_id, facts.name, day_of(facts.born))
            for person in dict.fromkeys([each for each in (row.person_id, *alike) if each is not None]):
                _let_go(actor, row, person, why, passed=passed)
        note(actor, row, REFUSED)
        _call_off(actor, row)


def _let_go(actor: Actor, row: models.Notice, person: int, why: str, *, passed: bool = False) -> None:
    """Take back that this person died, where it was this notice that brought it, and no other one says so too.

    What staff recorded or heard otherwise stays: with evidence it is taken back only with the notice that was `passed`.
    """
    death = people.death_of(row.council_id, person)
    records = people.cluster(row.council_id, person)
    others = models.Notice.objects.filter(
        council_id=row.council_id, kind=row.kind, person_id__in=records, state__in=[States.GIVEN, States.CHECKED]
    )
    if death is None or others.exclude(pk=row.pk).exists():
        return
    brought = not death.sure and death.source == SOURCE
    if not brought and not (passed and row.person_id in records):
        return
    people_actions.end_death(actor, person=person, why=why)


def _call_off(actor: Actor, row: models.Notice) -> None:
    """Nobody more is told; whoever was hears that it was a mistake."""
    for each in row.tellings.filter(council_id=row.council_id).select_related("notice").order_by("id"):
        told = each.sent_at is not None and each.state != Stands.NOT_WANTED
        if not told and each.state not in OPEN:
            continue
        each.state = Stands.TAKEN_BACK if told else Stands.NOT_WANTED
        each.ended_at, each.ended_by, each.words = clock.now(), actor.user, "It was a mistake."
        each.save(update_fields=["state", "ended_at", "ended_by", "words"])
        note_telling(actor, each, TAKEN_BACK if told else NOT_WANTED)
        if told:
            say_mistake(each)


def _refuse_moved_on(row: models.Notice) -> None:
    if row.state != States.GIVEN:
        raise Refusal("Somebody has dealt with this notice already. Look at it again.", code="moved-on")
