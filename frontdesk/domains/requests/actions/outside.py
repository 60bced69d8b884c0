"""What an outside system sent beside the form: its own id, words that no question takes, the address of a picture."""

from django.db import transaction

from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.near import latest_answers
from frontdesk.domains.requests.types import ADDITION
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require


def keep_outside(
    actor: Actor, *, request: int, outside_id: str = "", description: str = "", asked_by: str = "", media_url: str = ""
) -> None:
    """Keep what a client of the API sent with a request it has just made. A second call changes nothing.

    `asked_by` is the question that takes the description; where the form has none, or did not ask it on this way, the
    description is kept beside the answers. Staff read it and the picture's address among what the customer said.
    """
    require(actor.token is not None)
    with transaction.atomic():
        row = models.Request.objects.select_for_update(no_key=True).filter(council_id=actor.council, pk=request).first()
        if row is None:
            raise NotFound("We could not find that request.")
        if models.RequestOutside.objects.filter(council_id=actor.council, request_id=request).exists():
            return
        answers = latest_answers(actor.council, [request]).get(request, {})
        models.RequestOutside.objects.create(
            council_id=actor.council,
            request=row,
            token_id=actor.token or 0,
            outside_id=outside_id[:200],
            description=_words(row, "" if answers.get(asked_by) else description),
            media=_words(row, media_url),
        )


def _words(row: models.Request, body: str) -> models.RequestText | None:
    if not body:
        return None
    return models.RequestText.objects.create(
        council_id=row.council_id, request=row, kind=ADDITION, body=body, at=clock.now(), by_customer=True
    )
