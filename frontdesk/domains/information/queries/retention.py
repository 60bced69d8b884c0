"""How long things are kept here, what held them back, and what the runs came to."""

from collections.abc import Iterable

from django.db.models import Q

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.rules import retention as rules
from frontdesk.domains.information.types import Hold, Kept, Run
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.holdings import Spared
from frontdesk.kernel.references import show_reference

RUNS = 20


def kept(council: int) -> list[Kept]:
    """How long each class of record is kept here: published, so it takes a council and no actor."""
    rows = {row.code: row for row in models.RetentionRule.objects.filter(council_id=council)}
    told = []
    for each in rules.classes().values():
        row, goes = rows.get(each.code), bool(each.by_itself)
        told.append(
            Kept(
                each.code, each.name, each.after, each.goes, each.stays, each.basis,
                row.months if row else each.months, goes or (row is not None and row.on), each.by_itself,
            )
        )  # fmt: skip
    return told


def kept_by_rule(council: int) -> list[Kept]:
    """What goes here by a rule that the council has switched on."""
    return [each for each in kept(council) if each.on and not each.by_itself]


def months_of(council: int, code: str) -> int:
    """For how many months the council keeps a class of record."""
    row = models.RetentionRule.objects.filter(council_id=council, code=code).first()
    return row.months if row else rules.classes()[code].months


def runs(actor: Actor) -> list[Run]:
    """The newest runs, dry ones too."""
    require(policy.may_protect(actor))
    names = {code: each.name for code, each in rules.classes().items()}
    rows = models.RetentionRun.objects.filter(council_id=actor.council).order_by("-id")[:RUNS]
    return [_run_of(each, names.get(each.code, each.code)) for each in rows]


def run(council: int, run: int) -> Run:
    """One run, for the command."""
    each = models.RetentionRun.objects.get(council_id=council, id=run)
    return _run_of(each, each.code)


def _run_of(each: models.RetentionRun, name: str) -> Run:
    return Run(each.pk, name, each.dry, each.began_at, each.ended_at, each.emptied, each.spared)


def _in_force(council: int) -> Q:
    return Q(council_id=council, ended_at=None) & (Q(until=None) | Q(until__gte=clock.today()))


def spared(council: int) -> Spared:
    """What the legal holds in force keep: the requests, and all records of the customers, of held requests' too. Also
    those that were read as one with the held one when the hold was made, and were parted from it since."""
    rows = models.LegalHold.objects.filter(_in_force(council))
    found = list(rows.values_list("person_id", "request_id", "request__person_id", "made_at"))
    held = {person for mine, _, theirs, _ in found for person in (mine, theirs) if person is not None}
    for mine, _, _, made_at in found:
        held |= people.were_joined(council, mine, made_at) if mine is not None else set()
    fronts = {people.head(council, person) for person in held}
    return Spared(
        frozenset(people.records_of(council, fronts)) if fronts else frozenset(),
        frozenset(request for _, request, _, _ in found if request is not None),
    )


def is_held(council: int, cluster: Iterable[int]) -> bool:
    """Whether a legal hold keeps anything of this customer."""
    return not spared(council).people.isdisjoint(cluster)


def holds(actor: Actor) -> list[Hold]:
    """The legal holds in force, oldest first, with what they keep as the actor may call it."""
    require(policy.may_protect(actor))
    rows = list(models.LegalHold.objects.filter(_in_force(actor.council)).select_related("request").order_by("id"))
    called = people.called(actor, [row.person_id for row in rows if row.person_id is not None])
    seen, mine = _in_sight(actor, rows), opened(actor, rows)
    return [
        Hold(
            row.pk,
            called[row.person_id].name if row.person_id in called else _reference(row, seen),
            row.person_id, row.why if row.pk in mine else "", row.until, row.made_at, row.pk in mine,
        )
        for row in rows
    ]  # fmt: skip


def _in_sight(actor: Actor, rows: Iterable[models.LegalHold]) -> frozenset[int]:
    """The requests that the actor may open."""
    return frozenset(requests.items_by_id(actor, [row.request_id for row in rows if row.request_id is not None]))


def opened(actor: Actor, rows: Iterable[models.LegalHold]) -> frozenset[int]:
    """Which of these holds the actor may read and end: of what they may open, and what is not their own."""
    rows = list(rows)
    if actor.is_system:
        return frozenset(row.pk for row in rows)
    whose = {row.pk: row.person_id or (row.request.person_id if row.request else None) for row in rows}
    called = people.called(actor, [person for person in whose.values() if person is not None])
    own = set(people.cluster(actor.council, actor.person)) if actor.person is not None else set()
    hidden = {person for person, each in called.items() if each.hidden} | own
    seen = _in_sight(actor, rows)
    return frozenset(
        row.pk for row in rows if whose[row.pk] not in hidden and (row.request_id is None or row.request_id in seen)
    )


def _reference(row: models.LegalHold, seen: frozenset[int]) -> str:
    request = row.request
    if request is None or request.pk not in seen:
        return "A request for named staff only"
    return f"Request {show_reference(request.reference)}"
