"""Everything that requests hold on a person, for their copy of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.people.queries import emails_of
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.types import NOTE
from frontdesk.kernel.references import show_reference


def held_on(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """One plain record for each request of these people, oldest first, with all answers and words; and for each request
    of somebody else that they follow by an address of theirs, an earlier one too that they proved."""
    people = list(people)
    yield from _requests(council, people)
    addresses = emails_of(council, people, sure=True)
    rows = models.RequestFollower.objects.filter(council_id=council, email__in=addresses).select_related("request")
    for row in rows.order_by("id"):
        yield {"follows": row.request.service, "email": row.email, "since": row.asked_at.isoformat()}


def _requests(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    rows = models.Request.objects.filter(council_id=council, person_id__in=list(people)).order_by("received_at", "id")
    for one in known(council, rows):
        row = one.row
        answers = models.RequestAnswers.objects.filter(council_id=council, request=row).order_by("number")
        texts = models.RequestText.objects.filter(council_id=council, request=row).order_by("id")
        yield {
            "reference": show_reference(row.reference),
            "service": one.definition.name,
            "channel": row.channel,
            "received": row.received_at.isoformat(),
            "status": one.status.name,
            "closed": row.closed_at.isoformat() if row.closed_at else None,
            "answers": [
                [{"question": line.label, "answer": list(line.lines)} for line in summary(one.definition, each.answers)]
                for each in answers
            ],
            "looked_up": [each.facts for each in answers if each.facts],
            "words": [
                {"at": text.at.isoformat(), "what": text.kind, "by_you": text.by_customer, "text": text.body}
                for text in texts
                # Notes of colleagues about the work are judged by a person before they go out.
                if text.kind != NOTE
            ],
            "files": [upload.name for upload in forms.uploads_of_request(council, row.pk)],
            "files_taken_back": [upload.name for upload in forms.uploads_of_request(council, row.pk, taken_back=True)],
        }
