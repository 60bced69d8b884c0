"""A request as its page for staff shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.access import queries as access
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.forms.types import Upload
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.types import GridPoint
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.changing import corrections, extendable
from frontdesk.domains.requests.queries.known import known, next_step, seen
from frontdesk.domains.requests.queries.lists import items_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import ANSWER, CORRECTED, QUESTION, REQUEST, Happening, Linked, Text, Whole
from frontdesk.kernel import access_log, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.references import show_reference

_MOST = 500


def whole(actor: Actor, request: int) -> Whole:
    """Everything a colleague needs to deal with the request. NotFound when the actor does not see it.

    A look at a customer's request goes to the access log.
    """
    sees = policy.sight(actor)
    one = seen(actor, request, sees)
    row = one.row
    if row.person_id is not None and not actor.is_system:
        access_log.looked_at(actor, row.person_id, "request page")
    answers = models.RequestAnswers.objects.filter(council_id=actor.council, request=row).order_by("number")
    given = list(answers)
    files = forms.uploads_of_request(actor.council, row.pk)
    texts = _texts(actor.council, row)
    (item,) = items_of(actor.council, [row])
    now_answers: Mapping[str, Any] = given[-1].answers if given else {}
    names = {upload.key: upload.name for upload in files}
    ways = steps.steps_from(one.workflow, row.status, actor.roles) if policy.may_work(actor) else ()
    return Whole(
        item=item,
        promise=row.promise_words,
        answers=tuple(summary(one.definition, now_answers, file_name=lambda key: names.get(key, "A file"))),
        number_of_answers=len(given),
        place=_place(row),
        digital=row.digital,
        assisted=row.assisted,
        fee=row.fee,
        timeline=tuple(_timeline(actor.council, row, texts)),
        question=_open_question(texts.values()),
        uploads=tuple(files),
        linked=tuple(_linked(row, sees)),
        contacts=tuple(_contacts(actor.council, row)),
        exception=row.exception_id,
        steps=ways,
        outcomes=tuple(each for each in steps.outcomes_of(one.definition) if each.status in {w.to for w in ways}),
        may_work=policy.may_work(actor),
        may_reopen=row.closed_at is not None and any(not way.final for way in ways),
        may_withdraw=row.closed_at is None and steps.withdrawal(one.workflow, row.status) in {w.to for w in ways},
        may_ask=any(way.needs == "question" for way in ways),
        extendable=extendable(row) if policy.may_work(actor) else None,
        expected_on=row.expected_on,
        sees_now=next_step(one, clock.now()),
    )


def file_of(actor: Actor, request: int, key: str) -> tuple[Upload, bytes]:
    """A file that came with a request the actor sees, and its content. NotFound otherwise."""
    row = seen(actor, request).row
    if key not in {upload.key for upload in forms.uploads_of_request(actor.council, row.pk)}:
        raise NotFound("We could not find that file.")
    return forms.upload_content(actor.council, key)


def _texts(council: int, row: models.Request) -> dict[int, Text]:
    """What was written, by id, oldest first."""
    found = list(models.RequestText.objects.filter(council_id=council, request=row).order_by("id")[:_MOST])
    names = access.names_of(council, {each.user_id for each in found if each.user_id is not None})
    return {
        each.pk: Text(
            id=each.pk,
            kind=each.kind,
            body=each.body,
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


def _timeline(council: int, row: models.Request, texts: Mapping[int, Text]) -> Iterable[Happening]:
    """Newest first: the journal, each entry with its words; and words that belong to none."""
    entries = journal.timeline(council, thing=(REQUEST, row.pk), limit=_MOST)
    names = access.names_of(council, {entry.user for entry in entries if entry.user is not None})
    changed = corrections(row) if any(entry.kind == CORRECTED for entry in entries) else {}
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


def _linked(row: models.Request, sees: policy.Sight) -> list[Linked]:
    """Requests tied to this one, as far as the actor sees them."""
    found = []
    for towards, links in ((False, row.links), (True, row.linked_from)):
        for link in links.filter(council_id=row.council_id).select_related("other", "request"):
            other = link.request if towards else link.other
            if policy.sees(sees, service=other.service, restricted=other.restricted, person=other.person_id):
                found.append((other, link.kind, towards))
    names = {one.row.pk: one.definition.name for one in known(row.council_id, (each for each, _, _ in found))}
    return [Linked(o.pk, show_reference(o.reference), names[o.pk], kind, towards) for o, kind, towards in found]


def _contacts(council: int, row: models.Request) -> list[int]:
    tied = models.RequestContact.objects.filter(council_id=council, request=row).order_by("id")
    return list(dict.fromkeys(tied.values_list("contact_id", flat=True)))


def _place(row: models.Request) -> dict[str, Any] | None:
    """The point of a request in degrees, for a map; None where there is none."""
    if row.easting is None or row.northing is None:
        return None
    point = to_latlon(GridPoint(row.easting, row.northing))
    return {"lat": round(point.latitude, 6), "lon": round(point.longitude, 6), "ward": row.ward}
