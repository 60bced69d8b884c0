"""The bulk verb of imports: requests of another system, each as it stands there, with the contact it came by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import ContactIn, MatterIn, WrapUp
from frontdesk.domains.forms.queries import Surroundings
from frontdesk.domains.places.rules.grid import to_grid
from frontdesk.domains.places.types import LatLon
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.held import FAR_AHEAD
from frontdesk.domains.requests.actions.making import RECEIPT
from frontdesk.domains.requests.actions.owners import owners_for, team_named
from frontdesk.domains.requests.rules.brought_in import Stand, check, in_order, kept_day, stand
from frontdesk.domains.requests.types import ADDITION, CLOSED, OPEN, RECEIVED, REQUEST, BroughtIn, RequestIn
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards.types import Events
from frontdesk.kernel import channels, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.references import new_reference

MADE = "request-made"


@dataclass(frozen=True, slots=True)
class _Good:
    """A row that can be brought in: its place among the others, its service, and where it stands."""

    place: int
    row: RequestIn
    published: Published
    stand: Stand
    remark: str


def load_requests(actor: Actor, *, rows: Sequence[RequestIn], run: int | None) -> list[BroughtIn]:
    """Bring in requests of another system; the answers stand in the order of `rows`.

    Each counts under its first day, on the channel it came by, with a contact of that day; nobody is written to. A
    row that cannot be taken is answered with the sentence why, and the others are written; a key that is known is
    left as it is. Closed ones have no owner, open ones go to the colleague of the team with the least work.
    """
    require(actor.is_system)
    with transaction.atomic():
        known = _known(actor.council, rows)
        answers: dict[int, BroughtIn] = {}
        good: list[_Good] = []
        catalogue = services.published_each(actor.council, services.catalogue(actor))
        for place, row in enumerate(rows):
            if row.key in known:
                answers[place] = BroughtIn(known[row.key], again=True)
                continue
            try:
                good.append(_good(place, row, catalogue))
                known[row.key] = 0
            except Refusal as refused:
                answers[place] = BroughtIn(refused=refused.sentence)
        answers |= _write(actor, good, run)
    return [answers[place] for place in range(len(rows))]


def _known(council: int, rows: Iterable[RequestIn]) -> dict[str, int]:
    found = models.Request.objects.filter(council_id=council, import_key__in=[row.key for row in rows])
    return {row.import_key: row.pk for row in found.only("import_key") if row.import_key}


def _good(place: int, row: RequestIn, catalogue: dict[str, Published]) -> _Good:
    check(row, clock.now())
    published = catalogue.get(row.service)
    if published is None:
        raise Refusal(f"We have no service called “{row.service}”.", field="service")
    row, remark = in_order(row)
    return _Good(place, row, published, stand(published.definition, row), remark)


def _write(actor: Actor, good: Sequence[_Good], run: int | None) -> dict[int, BroughtIn]:
    """Write the rows and what belongs to them; the answers by place."""
    around = Surroundings(actor.council)
    teams = _Teams(actor.council, good)
    pairs = [(each, _row(actor, each, run, teams, around)) for each in good]
    recorded, refused = _contacts(actor, pairs, run)
    pairs = [(each, row) for each, row in pairs if each.place not in refused]
    rows = [row for _, row in pairs]
    models.Request.objects.bulk_create(rows)
    models.RequestEvent.objects.bulk_create(
        models.RequestEvent(council_id=actor.council, request=row, at=at, kind=Events.HAPPENED.value, name=name)
        for each, row in pairs
        for at, name in ((each.row.received_at, RECEIPT), (each.row.closed_at, "closing"))
        if at is not None
    )
    models.RequestAnswers.objects.bulk_create(
        models.RequestAnswers(
            council_id=actor.council,
            request=row,
            number=1,
            version_id=row.version_id,
            answers={},
            made_at=row.received_at,
        )
        for row in rows
    )
    models.RequestText.objects.bulk_create(
        models.RequestText(
            council_id=actor.council,
            request=row,
            kind=ADDITION,
            body=each.row.words,
            at=row.received_at,
            by_customer=True,
        )
        for each, row in pairs
        if each.row.words
    )
    models.RequestContact.objects.bulk_create(
        models.RequestContact(
            council_id=actor.council, request=row, contact_id=recorded[each.place][0], matter_id=recorded[each.place][1]
        )
        for each, row in pairs
        if each.place in recorded
    )
    _journal(actor, rows)
    return {each.place: BroughtIn(row.pk, remark=each.remark) for each, row in pairs} | refused


class _Teams:
    """The team of each service, and owners for the open ones of a batch, drawn together."""

    def __init__(self, council: int, good: Iterable[_Good]) -> None:
        self.council = council
        by_service: dict[str, list[_Good]] = defaultdict(list)
        for each in good:
            by_service[each.row.service].append(each)
        self.ids = {code: self._team(some[0]) for code, some in by_service.items()}
        self._owners = {
            code: iter(owners_for(council, self.ids[code], some[0].published.definition, opened))
            for code, some in by_service.items()
            if (opened := sum(each.stand.side == OPEN for each in some))
        }

    def _team(self, each: _Good) -> int:
        return team_named(self.council, each.published.definition.owner, each.published.definition).id

    def owner(self, each: _Good) -> int | None:
        """Who gets an open one; nobody a closed one."""
        return next(self._owners[each.row.service]) if each.stand.side == OPEN else None


def _row(actor: Actor, each: _Good, run: int | None, teams: _Teams, around: Surroundings) -> models.Request:
    given, definition = each.row, each.published.definition
    due_at = around.calendars().named("local").end_of_day(given.due_on) if given.due_on else None
    return models.Request(
        council_id=actor.council,
        reference=new_reference(),
        service=definition.code,
        version_id=each.published.version,
        kind=definition.kind,
        tier=definition.tier,
        restricted=definition.restricted is not None,
        person_id=given.person,
        team_id=teams.ids[definition.code],
        owner_id=teams.owner(each),
        status=each.stand.status,
        state=each.stand.state,
        side=each.stand.side,
        outcome=each.stand.outcome,
        channel=given.channel,
        digital=given.channel in channels.DIGITAL,
        assisted=given.assisted,
        received_at=given.received_at,
        local_day=given.received_at.astimezone(clock.LOCAL).date(),
        due_at=due_at,
        due_on=given.due_on,
        order_at=due_at or given.received_at + FAR_AHEAD,
        kept=kept_day(given.due_on, given.closed_at),
        closed_at=given.closed_at,
        changes=1,
        import_run=run,
        import_key=given.key,
        **_where(given, around),
    )


def _where(given: RequestIn, around: Surroundings) -> dict[str, Any]:
    if given.place is None:
        return {}
    point = LatLon(*given.place)
    grid, ward = to_grid(point), around.ward(point)
    return {"easting": grid.easting, "northing": grid.northing, "ward": ward.code if ward else ""}


def _contacts(
    actor: Actor, pairs: Sequence[tuple[_Good, models.Request]], run: int | None
) -> tuple[dict[int, tuple[int, int]], dict[int, BroughtIn]]:
    """The contact by which each came, with its matter, and the answers to those whose contact is refused, by place.

    What our own staff found came by none.
    """
    came = [(each, row) for each, row in pairs if each.row.channel]
    told = contacts.record_contacts(actor, rows=[_contact(*pair) for pair in came], run=run) if came else []
    recorded: dict[int, tuple[int, int]] = {}
    refused: dict[int, BroughtIn] = {}
    for (each, _), contact in zip(came, told, strict=True):
        if contact.contact is None:
            refused[each.place] = BroughtIn(refused=contact.refused)
        else:
            recorded[each.place] = (contact.contact, contact.matters[0])
    return recorded, refused


def _contact(each: _Good, row: models.Request) -> ContactIn:
    given = each.row
    matter = MatterIn(given.service, "", WrapUp(MADE))
    return ContactIn(
        given.channel,
        given.received_at,
        given.person,
        ended_at=given.received_at,
        assisted=given.assisted,
        matters=(matter,),
        key=f"request:{given.key}",
        ward=row.ward,
    )


def _journal(actor: Actor, rows: Sequence[models.Request]) -> None:
    """When each was received and closed, at the times of then. Of a restricted one no person is named."""
    journal.write_many(
        actor,
        [
            journal.Entry(
                kind,
                REQUEST,
                row.pk,
                person=None if row.restricted else row.person_id,
                via=row.channel,
                data={"service": row.service, "import": row.import_run},
                happened_at=at,
            )
            for row in rows
            for kind, at in ((RECEIVED, row.received_at), (CLOSED, row.closed_at))
            if at is not None
        ],
    )
