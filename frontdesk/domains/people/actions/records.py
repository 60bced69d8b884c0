"""Creating and changing a customer's record."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions import found
from frontdesk.domains.people.actions.points import new_point, normalised
from frontdesk.domains.people.rules import addresses, names
from frontdesk.domains.people.types import CHANGED, CREATED, EMAIL, MOVED, PHONE, RESTRICTED
from frontdesk.domains.places import queries as places
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.idempotency import once

OLDEST = 130


def create_person(
    actor: Actor,
    *,
    name: str,
    source: str,
    email: str = "",
    phone: str = "",
    uprn: int | None = None,
    address: str = "",
    postcode: str = "",
    date_of_birth: date | None = None,
    given: str = "",
    family: str = "",
    preferred_channel: str = "",
    preferred_language: str = "",
    key: str | None = None,
) -> int:
    """Create a customer; returns the id. Call it in the transaction that saves the work, not before.

    `source` is a code of where it came from (web, phone, desk, api...). Nothing is joined to an existing record:
    a typed email proves nothing. Refuses an empty name, and an email or number that cannot be one. With `key` the
    same is created once, however often it is asked for.
    """
    read = names.parts(name, given, family)
    if not read.full:
        raise Refusal("Enter the customer's name.", field="name")
    _check_birth(date_of_birth)
    reached = [(kind, value) for kind, value in ((EMAIL, email), (PHONE, phone)) if value.strip()]
    for kind, value in reached:
        normalised(kind, value)  # refuses here, before anything is written
    row = models.Person(
        council_id=actor.council, name=read.full, given=read.given, family=read.family,
        name_key=names.key(read.full), date_of_birth=date_of_birth, preferred_channel=preferred_channel,
        preferred_language=preferred_language, source=source, created_at=clock.now(), created_by=actor.user,
    )  # fmt: skip

    def make() -> int:
        row.save()
        models.ContactPoint.objects.bulk_create([new_point(actor, row.id, *one, source) for one in reached])
        streets: tuple[str, ...] = ()
        if uprn is not None or address.strip() or postcode.strip():
            lives = new_address(actor, row.id, line=address, postcode=postcode, uprn=uprn, source=source)
            lives.save()
            streets = (lives.street_key, lives.building_key)
        called = found.new_words(actor.council, row.id, read.full, f"{read.given} {read.family}")
        found.learn(actor.council, {found.NAME: called, found.PLACE: streets})
        journal.write(actor, CREATED, thing=("person", row.id), person=row.id, via=source)
        return row.id

    with transaction.atomic(savepoint=False):
        return int(once(actor, "people.create_person", key, make))


def change_person(
    actor: Actor,
    *,
    person: int,
    name: str | None = None,
    date_of_birth: date | None = None,
    preferred_channel: str | None = None,
    preferred_language: str | None = None,
) -> list[str]:
    """Change what is given (None = leave it); returns the names of the fields that changed.

    A former name stays a way to find the person.
    """
    row = _changeable(actor, person)
    _check_birth(date_of_birth)
    values: dict[str, object] = {}
    if name is not None:
        read = names.parts(name)
        if not read.full:
            raise Refusal("Enter the customer's name.", field="name")
        values |= {"name": read.full, "given": read.given, "family": read.family, "name_key": names.key(read.full)}
    values |= {"date_of_birth": date_of_birth} if date_of_birth is not None else {}
    values |= {"preferred_channel": preferred_channel} if preferred_channel is not None else {}
    values |= {"preferred_language": preferred_language} if preferred_language is not None else {}
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    if not changed:
        return []
    with transaction.atomic(savepoint=False):
        former = row.name
        for field in changed:
            setattr(row, field, values[field])
        row.save(update_fields=changed)
        if "name" in changed:
            found.name_words(actor.council, row.id, row.name, former)
        journal.write(actor, CHANGED, thing=("person", row.id), person=row.id, data={"fields": sorted(changed)})
    return changed


def move_person(
    actor: Actor,
    *,
    person: int,
    address: str = "",
    postcode: str = "",
    uprn: int | None = None,
    since: date | None = None,
    source: str = "desk",
) -> int:
    """Record where the person lives now; the former address is kept, ended on that day. Returns the address's id."""
    row = _changeable(actor, person)
    if uprn is None and not address.strip() and not postcode.strip():
        raise Refusal("Enter the address.", field="address")
    day = since or clock.today()
    with transaction.atomic(savepoint=False):
        lived = Q(until=None) | Q(until__gt=clock.today())
        for home in models.PersonAddress.objects.select_for_update().filter(
            lived, council_id=actor.council, person=row
        ):
            home.until = addresses.ended(day, since=home.since, until=home.until, today=clock.today())
            home.save(update_fields=["until"])
        made = write_address(actor, row.id, line=address, postcode=postcode, uprn=uprn, source=source, since=day)
        journal.write(actor, MOVED, thing=("person", row.id), person=row.id, via=source)
    return made


def restrict_person(actor: Actor, *, person: int, readers: Iterable[int] | None) -> None:
    """Let only the named users see this very record, or everybody who serves again with `readers=None`.

    Records joined to it are bound by the strictest of their restrictions, and no longer once they are parted. Links
    that were sent to the customer before it was restricted open nothing any more, also when it is open to everybody
    again.
    """
    require(policy.may_restrict(actor), "Ask a manager or the data protection officer to restrict a record.")
    named = sorted(set(readers or ()))
    with transaction.atomic():
        queries.rows(actor, person)
        row = models.Person.objects.select_for_update().get(council_id=actor.council, id=person)
        if readers is not None and not row.restricted:
            row.links_since = clock.now()
        row.restricted, row.readers = readers is not None, named
        row.save(update_fields=["restricted", "readers", "links_since"])
        journal.write(actor, RESTRICTED, thing=("person", row.id), person=row.id, data={"readers": named})


def write_address(
    actor: Actor,
    person: int,
    *,
    line: str,
    postcode: str,
    uprn: int | None,
    source: str,
    since: date | None = None,
) -> int:
    """Write an address row with its search keys; returns its id."""
    row = new_address(actor, person, line=line, postcode=postcode, uprn=uprn, source=source, since=since)
    row.save()
    found.learn(actor.council, {found.PLACE: (row.street_key, row.building_key)})
    return row.id


def new_address(
    actor: Actor, person: int, *, line: str, postcode: str, uprn: int | None, source: str, since: date | None = None
) -> models.PersonAddress:
    """An address not yet written, with its search keys; the postcode is taken out of the line when it stands in it.

    A property given by its number only gets its line from the gazetteer.
    """
    if uprn is not None and not line.strip():
        known = places.address(actor.council, uprn)
        line = known.one_line if known else ""
    rest, found_postcode = addresses.split_postcode(line)
    code = addresses.show_postcode(postcode or found_postcode)
    keys = addresses.keys(rest)
    return models.PersonAddress(
        council_id=actor.council,
        person_id=person,
        line=rest,
        postcode=code,
        inward_norm=addresses.inward(code),
        uprn=uprn,
        number_key=keys.number,
        street_key=keys.street,
        flat_key=keys.flat,
        building_key=keys.building,
        source=source,
        since=since,
        added_at=clock.now(),
    )


def _changeable(actor: Actor, person: int) -> models.Person:
    row = queries.row(actor, person)
    require(policy.may_change(actor, queries.cluster(actor.council, person)))
    return row


def _check_birth(day: date | None) -> None:
    today = clock.today()
    if day is not None and not date(today.year - OLDEST, 1, 1) <= day <= today:
        raise Refusal("Date of birth must be in the past, like 27 3 1980.", field="date_of_birth")
