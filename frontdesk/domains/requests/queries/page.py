"""A request as its page for staff shows it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from frontdesk.domains.access import queries as access
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.forms.types import Upload
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.types import GridPoint
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.changing import corrections, extendable, is_hidden
from frontdesk.domains.requests.queries.known import Known, known, next_step
from frontdesk.domains.requests.queries.lists import lines
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.rules.hiding import NOT_SHOWN, rows_without_words
from frontdesk.domains.requests.types import (
    ANSWER,
    CORRECTED,
    QUESTION,
    REQUEST,
    Corrected,
    Happening,
    Linked,
    Text,
    Whole,
)
from frontdesk.kernel import access_log, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.reading import once_a_page
from frontdesk.kernel.references import show_reference

_MOST = 500


@once_a_page
def whole(actor: Actor, request: int) -> Whole:
    """Everything a colleague needs to deal with the request. NotFound when the actor does not see it.

    Where the customer's record is restricted and does not name the actor: nothing that was written freely, no files.
    A look at a customer's request goes to the access log.
    """
    seen = _seen(actor, request)
    one, row = seen.one, seen.one.row
    if row.person_id is not None and not actor.is_system:
        access_log.looked_at(actor, row.person_id, "request page")
    answers = models.RequestAnswers.objects.filter(council_id=actor.council, request=row).order_by("number")
    given = list(answers)
    files = forms.uploads_of_request(actor.council, row.pk) if row.draft_id is not None else []
    said, entries = _said(actor.council, row), journal.timeline(actor.council, thing=(REQUEST, row.pk), limit=_MOST)
    users = {row.owner_id, *(each.user_id for each in said), *(entry.user for entry in entries)}
    staff = access.names_of(actor.council, {user for user in users if user is not None})
    (item,) = lines(actor, [one], staff)
    texts = _texts(said, staff, hidden=item.hidden)
    now_answers: Mapping[str, Any] = given[-1].answers if given else {}
    names = {upload.key: upload.name for upload in files}
    shown = rows_without_words(one.definition, now_answers) if item.hidden else summary(
        one.definition, now_answers, file_name=lambda key: names.get(key, "A file")
    )  # fmt: skip
    ways = steps.steps_from(one.workflow, row.status, actor.roles) if policy.may_work(actor) else ()
    return Whole(
        item=item,
        promise=row.promise_words,
        answers=tuple(shown),
        number_of_answers=len(given),
        place=_place(row),
        digital=row.digital,
        assisted=row.assisted,
        fee=row.fee,
        timeline=tuple(_timeline(row, entries, texts, staff, corrections(row.council_id, given, hidden=item.hidden))),
        question=_open_question(texts.values()),
        uploads=() if item.hidden else tuple(files),
        linked=tuple(_linked(actor, row)) if seen.tied else (),
        contacts=tuple(dict.fromkeys(seen.came_by)),
        exception=row.exception_id,
        identity=row.identity,
        steps=ways,
        outcomes=tuple(each for each in steps.outcomes_of(one.definition) if each.status in {w.to for w in ways}),
        may_work=policy.may_work(actor),
        may_reopen=row.closed_at is not None and any(not way.final for way in ways),
        may_withdraw=row.closed_at is None and steps.withdrawal(one.workflow, row.status) in {w.to for w in ways},
        may_ask=any(way.needs == "question" for way in ways),
        extendable=extendable(row) if policy.may_work(actor) else None,
        expected_on=row.expected_on,
        sees_now=next_step(one, clock.now()),
        changes=row.changes,
    )


def last_changes(actor: Actor, requests: Iterable[int]) -> dict[int, Happening]:
    """What happened last to each of these requests that the actor sees, without the words: four queries for them all.

    None of them is opened by it, so that nothing goes to the access log.
    """
    sees = {"council_id": actor.council, "pk__in": list(requests)}
    rows = models.Request.objects.filter(policy.visible(policy.sight(actor)), **sees)
    newest = journal.newest_of(actor.council, REQUEST, rows.values_list("pk", flat=True))
    words = {request: int(entry.data.get("text") or 0) for request, entry in newest.items()}
    texts = _texts(models.RequestText.objects.filter(council_id=actor.council, pk__in=words.values()), {}, hidden=True)
    names = access.names_of(actor.council, {entry.user for entry in newest.values() if entry.user is not None})
    return {
        request: Happening(
            entry.kind, entry.happened_at or clock.now(), names.get(entry.user or 0, ""), entry.data,
            texts.get(words[request]),
        )
        for request, entry in newest.items()
    }  # fmt: skip


def file_of(actor: Actor, request: int, key: str) -> tuple[Upload, bytes]:
    """A file that came with a request the actor sees, and its content. NotFound otherwise, and where the customer's
    record is restricted and does not name the actor.

    A look at a customer's file goes to the access log.
    """
    row = _seen(actor, request).one.row
    if is_hidden(actor, row) or key not in {upload.key for upload in forms.uploads_of_request(actor.council, row.pk)}:
        raise NotFound("We could not find that file.")
    if row.person_id is not None and not actor.is_system:
        access_log.looked_at(actor, row.person_id, "file of a request")
    return forms.upload_content(actor.council, key)


class _Seen(NamedTuple):
    """A request in sight, the contacts it came by, and whether others are tied to it."""

    one: Known
    came_by: list[int]
    tied: bool


def _seen(actor: Actor, request: int) -> _Seen:
    mine = {"council_id": actor.council}
    contacts = models.RequestContact.objects.filter(request=OuterRef("pk"), **mine).order_by("id").values("contact_id")
    links = models.RequestLink.objects.filter(**mine)
    tied = Exists(links.filter(request=OuterRef("pk"))) | Exists(links.filter(other=OuterRef("pk")))
    rows = models.Request.objects.filter(pk=request, **mine)
    for row in rows.annotate(came_by=ArraySubquery(contacts), tied=tied):
        sees = policy.sight(actor, restricted=row.restricted)
        if policy.sees(sees, service=row.service, restricted=row.restricted, person=row.person_id):
            return _Seen(known(actor.council, [row])[0], row.came_by, row.tied)
    raise NotFound("We could not find that request.")


def _said(council: int, row: models.Request) -> list[models.RequestText]:
    """What was written, oldest first; of a very long story the newest."""
    newest = models.RequestText.objects.filter(council_id=council, request=row).order_by("-id")[:_MOST]
    return list(newest)[::-1]


def _texts(found: Iterable[models.RequestText], names: Mapping[int, str], *, hidden: bool = False) -> dict[int, Text]:
    """What was written, by id, oldest first; with `hidden` only that it was."""
    return {
        each.pk: Text(
            id=each.pk,
            kind=each.kind,
            body=NOT_SHOWN if hidden and each.body else each.body,
            by="" if each.by_customer else names.get(each.user_id or 0, ""),
            by_customer=each.by_customer,
            at=each.at,
            answers=each.answers_id,
            erased=each.erased_at is not None,
        )
        for each in found
    }


def _open_question(texts: Iterable[Text]) -> Text | None:
    told = list(texts)
    answered = {each.answers for each in told if each.kind == ANSWER}
    return next((each for each in reversed(told) if each.kind == QUESTION and each.id not in answered), None)


def _timeline(
    row: models.Request,
    entries: Iterable[journal.Entry],
    texts: Mapping[int, Text],
    names: Mapping[int, str],
    changed: Mapping[int, tuple[Corrected, ...]],
) -> Iterable[Happening]:
    """Newest first: the journal, each entry with its words; and words that belong to none."""
    told = [
        Happening(
            kind=entry.kind,
            at=entry.happened_at or row.received_at,
            by=names.get(entry.user or 0, ""),
            data=entry.data,
            text=texts.get(int(entry.data.get("text") or 0)),
            corrected=changed.get(int(entry.data.get("number") or 0), ()) if entry.kind == CORRECTED else (),
        )
        for entry in entries
    ]
    shown = {happening.text.id for happening in told if happening.text is not None}
    told += [
        Happening(f"requests.{text.kind}", text.at, text.by, {}, text)
        for text in texts.values()
        if text.id not in shown
    ]
    return sorted(told, key=lambda each: each.at, reverse=True)


def _linked(actor: Actor, row: models.Request) -> list[Linked]:
    """Requests tied to this one, as far as the actor sees them."""
    found, sees = [], policy.sight(actor)
    links = models.RequestLink.objects.filter(Q(request=row) | Q(other=row), council_id=row.council_id)
    for link in links.select_related("other", "request").order_by("id"):
        towards = link.other_id == row.pk
        other = link.request if towards else link.other
        if policy.sees(sees, service=other.service, restricted=other.restricted, person=other.person_id):
            found.append((other, link.kind, towards))
    names = {one.row.pk: one.definition.name for one in known(row.council_id, (each for each, _, _ in found))}
    return [Linked(o.pk, show_reference(o.reference), names[o.pk], kind, towards) for o, kind, towards in found]


def _place(row: models.Request) -> dict[str, Any] | None:
    """The point of a request in degrees, for a map; None where there is none."""
    if row.easting is None or row.northing is None:
        return None
    point = to_latlon(GridPoint(row.easting, row.northing))
    return {"lat": round(point.latitude, 6), "lon": round(point.longitude, 6), "ward": row.ward}
