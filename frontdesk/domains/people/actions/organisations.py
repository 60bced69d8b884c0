"""Organisations as customers: a record that members act for."""

from django.db import IntegrityError, transaction

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.actions.records import create_person
from frontdesk.domains.people.types.acting import NUMBERS, ORGANISATION_MADE, ORGANISATIONS
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require


def create_organisation(
    actor: Actor,
    *,
    name: str,
    kind: str,
    email: str = "",
    phone: str = "",
    address: str = "",
    register: str = "",
    number: str = "",
) -> int:
    """Create the record of an organisation, of a kind of ORGANISATIONS; returns its id.

    `register` is of NUMBERS, `number` what it is there. Refuses one that a record has already: it is once.
    """
    require(policy.may_record_authority(actor), "Ask an adviser or a manager to make a record of an organisation.")
    if kind not in ORGANISATIONS:
        raise Refusal("Choose what kind of organisation it is.", field="kind")
    told = "".join(number.split()).upper()
    if bool(told) != bool(register) or (register and register not in NUMBERS):
        raise Refusal("Choose the register and enter the number there, or leave both empty.", field="number")
    with transaction.atomic():
        made = create_person(
            actor, name=name, given="", family="", source="desk", email=email, phone=phone, address=address
        )
        models.Person.objects.filter(council_id=actor.council, id=made).update(given="", family="")
        models.Organisation.objects.create(
            council_id=actor.council, person_id=made, kind=kind, recorded_by=actor.user, recorded_at=clock.now()
        )
        if told:
            _number(actor.council, made, register, told)
        journal.write(actor, ORGANISATION_MADE, thing=("person", made), person=made, data={"kind": kind})
    return made


def _number(council: int, person: int, register: str, number: str) -> None:
    try:
        with transaction.atomic():
            models.Identity.objects.create(council_id=council, person_id=person, system=register, value=number)
    except IntegrityError:
        raise Refusal("We have a record with this number already. Search for it.", field="number") from None
