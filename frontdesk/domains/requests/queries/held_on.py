"""Everything that requests hold on a person, for their copy of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people.queries import emails_of
from frontdesk.domains.people.types.identity import proof_name
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import Known, known
from frontdesk.domains.requests.types import NOTE
from frontdesk.kernel.references import show_reference


def held_on(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """One plain record for each request of these people, oldest first, with all answers and words; and for each request
    of somebody else that they follow by an address of theirs, an earlier one too that they proved; and which service
    they asked for in the name of others, and when.

    Restricted ones are among them. Notes of colleagues are judged by a person before they go out.
    """
    people = list(people)
    yield from _requests(council, people)
    addresses = emails_of(council, people, sure=True)
    rows = models.RequestFollower.objects.filter(council_id=council, email__in=addresses).select_related("request")
    for row in rows.order_by("id"):
        yield {
            "what": "You follow somebody else's report",
            "follows": row.request.service,
            "email": row.email,
            "since": row.asked_at,
            "address_proved": row.proved_at,
            "ended": row.ended_at,
        }
    asked = models.Request.objects.filter(council_id=council, acted_by_id__in=people).order_by("received_at", "id")
    for service, received in asked.values_list("service", "received_at"):
        yield {"what": "You asked for somebody else", "service_code": service, "received": received}


def _requests(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    rows = models.Request.objects.filter(council_id=council, person_id__in=list(people)).order_by("received_at", "id")
    teams = {team.id: team.name for team in organisations.teams(council)}
    for one in known(council, rows):
        row = one.row
        yield {
            "what": one.definition.name,
            "reference": show_reference(row.reference),
            "service": one.definition.name,
            "service_code": row.service,
            "channel": row.channel,
            "received": row.received_at,
            "status": one.status.name,
            "outcome": row.outcome,
            "ended_with": row.ending,
            "fee_in_pence": row.fee,
            "ward": row.ward,
            "property_number": row.uprn,
            "place_on_the_national_grid": [row.easting, row.northing] if row.easting is not None else None,
            "language": row.language,
            "entered_by_staff": row.assisted,
            "identity_proved_by": proof_name(row.identity),
            "team": teams.get(row.team_id, ""),
            "promised": row.promise_words,
            "due_on": row.due_on,
            "expected_on": row.expected_on,
            "you_said_that_it_is_not_done": row.disputed_at,
            "closed": row.closed_at,
            "promise_kept": row.kept,
            **_inside(council, one),
        }


def _inside(council: int, one: Known) -> dict[str, Any]:
    """What was answered and written, the files, and when it waited."""
    row = one.row
    answers = models.RequestAnswers.objects.filter(council_id=council, request=row).order_by("number")
    texts = models.RequestText.objects.filter(council_id=council, request=row).order_by("id")
    events = models.RequestEvent.objects.filter(council_id=council, request=row).order_by("at", "id")
    return {
        "answers": [
            {
                "given": each.made_at,
                "answers": [
                    {"question": line.label, "answer": list(line.lines)}
                    for line in summary(one.definition, each.answers)
                ],
            }
            for each in answers
        ],
        "looked_up": [each.facts for each in answers if each.facts],
        "words": [
            {"at": text.at, "kind": text.kind, "by_you": text.by_customer, "text": text.body}
            for text in texts
            if text.kind != NOTE
        ],
        "notes_of_colleagues": [text.body for text in texts if text.kind == NOTE and text.body],
        "clock": [{"at": each.at, "kind": each.kind, "why": each.name, "by": each.by} for each in events],
        "files": [upload.name for upload in forms.uploads_of_request(council, row.pk)],
        "files_taken_back": [upload.name for upload in forms.uploads_of_request(council, row.pk, taken_back=True)],
    }


def open_with(council: int, people: Iterable[int]) -> list[tuple[int, str]]:
    """Which teams have open requests of these people, and for which services: (team, service)."""
    rows = models.Request.objects.filter(council_id=council, person_id__in=list(people), closed_at=None)
    return sorted(set(rows.values_list("team_id", "service")))


def named(council: int, people: list[int]) -> set[int]:
    """Which of these people have a request, or asked for one in somebody's name, that is still kept with their name."""
    rows = models.Request.objects.filter(council_id=council)
    mine = rows.filter(person_id__in=people).values_list("person_id", flat=True)
    acted = rows.filter(acted_by_id__in=people).values_list("acted_by_id", flat=True)
    return {each for found in (mine, acted) for each in found.distinct() if each is not None}


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people have an open request, or one that was closed no longer ago than `since`."""
    still = Q(closed_at=None) if since is None else Q(closed_at=None) | Q(closed_at__gte=since)
    rows = models.Request.objects.filter(still, council_id=council, person_id__in=people)
    return {person for person in rows.values_list("person_id", flat=True) if person is not None}
