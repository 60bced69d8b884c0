"""One notice with its tellings, as whoever asks may see it."""

from collections.abc import Iterable
from datetime import timedelta

from frontdesk.domains.notices import models, policy
from frontdesk.domains.notices.queries.register import kinds_of_notice
from frontdesk.domains.notices.types import Notice, Recipient, Shown, Stands, States, Telling
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

PURPOSE, LINK_LASTS = "notices.told", timedelta(days=90)
MOST = 50


def may_work(actor: Actor) -> bool:
    """For pages: whether to offer this work."""
    return policy.may_work(actor)


def notice(actor: Actor, notice: int) -> Notice:
    """A notice, for staff. NotFound where there is none, or it is of somebody whose record does not name the actor.

    A look goes to the access log of whom it is about and of whoever gave it.
    """
    row = seen(actor, notice)
    found = as_notices(actor.council, [row])[0]
    if not actor.is_system:
        both = {each for each in (found.person, found.informant) if each is not None}
        access_log.looked_at_each(actor, both, "tell us once")
    return found


def seen(actor: Actor, notice: int) -> models.Notice:
    """The row, for staff who may see it; NotFound otherwise."""
    require(policy.may_work(actor))
    row = models.Notice.objects.filter(council_id=actor.council, id=notice).first()
    if row is None or hidden(actor, [row]):
        raise NotFound("We could not find that notice.")
    return row


def hidden(actor: Actor, rows: Iterable[models.Notice]) -> set[int]:
    """Those of these notices that are about, or were given by, somebody whose restricted record hides them."""
    both = {row.pk: {row.person_id, row.informant_id} for row in rows}
    names = people.called(actor, {each for ids in both.values() for each in ids if each is not None})
    out = {each for each, called in names.items() if called.hidden}
    return {key for key, ids in both.items() if ids & out}


def person_behind(actor: Actor, notice: int) -> int | None:
    """Whom it is about, or who gave it where one of the two is the actor: nobody works on their own."""
    row = models.Notice.objects.filter(council_id=actor.council, id=notice).first()
    if row is None:
        return None
    mine = set(people.cluster(actor.council, actor.person)) if actor.person is not None else set()
    return row.informant_id if row.informant_id in mine else row.person_id


def own_notices(actor: Actor) -> list[Notice]:
    """What the signed-in customer told us once, newest first. Not what others told of them: that is their own."""
    if actor.person is None:
        return []
    mine = people.cluster(actor.council, actor.person)
    rows = models.Notice.objects.filter(council_id=actor.council, informant_id__in=mine).order_by("-id")
    return as_notices(actor.council, list(rows[:MOST]))


def own_notice(actor: Actor, notice: int) -> Notice:
    """One of them. NotFound for everybody else's."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    rows = models.Notice.objects.filter(council_id=actor.council, informant_id__in=mine, id=notice)
    for found in as_notices(actor.council, list(rows)):
        return found
    raise NotFound("We could not find that.")


def of_request(council: int, request: int) -> Notice | None:
    """The notice that came of a request, for a page whose reader may see that request."""
    rows = models.Notice.objects.filter(council_id=council, request_id=request)
    return next(iter(as_notices(council, list(rows))), None)


def further(council: int, one: Notice) -> list[Recipient]:
    """Whom the customer can still agree to, of the register of today."""
    kind = kinds_of_notice(council).get(one.kind)
    if kind is None or one.state == States.REFUSED or one.removed:
        return []
    asked = {each.recipient for each in one.tellings}
    return [each for code, each in kind.recipients.items() if code not in asked]


def shown(council: int, token: str) -> Shown:
    """What a recipient reads behind their link: what they are told, until they have answered; and again what they were
    told by mistake, so that they can put it back. Refusal for a bad one."""
    row = telling_of_link(council, token)
    (one,) = as_notices(council, [row.notice])
    known = organisations.council_by_id(council)
    open_ = row.state in (Stands.SENT, Stands.COULD_NOT, Stands.TAKEN_BACK) and not one.removed
    lines = tuple((one.labels.get(code, code), one.told[code]) for code in row.gets if one.told.get(code))
    return Shown(known.name if known else "", one.name, row.name, lines if open_ else (), row.state)


def telling_of_link(council: int, token: str) -> models.Telling:
    """The telling that a link means. NotFound for another council's, and for one that was never sent."""
    link = links.read(token, PURPOSE, max_age=LINK_LASTS)
    row = models.Telling.objects.filter(council_id=council, id=link.thing).select_related("notice").first()
    if row is None or link.council != council or row.email == "" or row.sent_at is None:
        raise NotFound("We could not find that. Use the link of our last email, or ask us.")
    return row


def as_notices(council: int, rows: list[models.Notice]) -> list[Notice]:
    """The rows as everybody above sees them, with their tellings."""
    tellings: dict[int, list[Telling]] = {}
    found = models.Telling.objects.filter(council_id=council, notice_id__in=[row.pk for row in rows]).order_by("id")
    for each in found:
        tellings.setdefault(each.notice_id, []).append(as_telling(each))
    return [_notice(row, tuple(tellings.get(row.pk, ()))) for row in rows]


def _notice(row: models.Notice, tellings: tuple[Telling, ...]) -> Notice:
    kind = kinds_of_notice(row.council_id).get(row.kind)
    labels = {code: each.label for code, each in kind.details.items()} if kind else {}
    return Notice(
        row.pk, row.kind, kind.name if kind else row.kind, kind.effect if kind else "", row.state, row.channel,
        row.made_at, row.request_id, row.person_id, row.informant_id, row.happened_on, row.told, labels, row.evidence,
        row.words, row.checked_at, row.checked_by, row.took_effect_at, row.why, row.removed_at is not None, tellings,
    )  # fmt: skip


def as_telling(row: models.Telling) -> Telling:
    """The row as everybody above sees it."""
    return Telling(
        row.pk, row.notice_id, row.recipient, row.name, row.team, row.email, tuple(row.gets), row.state,
        row.needs_evidence, row.tries, row.sent_at, row.due_on, row.ended_at, row.ended_by, row.how, row.reference,
        row.words,
    )  # fmt: skip
