"""Whose words a case is, where records of its customer were joined or parted since."""

from contextlib import suppress

from frontdesk.domains.information import models
from frontdesk.domains.information.queries.cases import row_of
from frontdesk.domains.information.types import ASKED_WORDS, LOOKED, Case
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


def to_look_again(actor: Actor, case: Case) -> bool:
    """Whether the case may be carried out only once somebody has said whose words it is."""
    if "whose" not in case.may or case.person is None:
        return False
    return records_then(row_of(actor, case.id)) != set(people.cluster(actor.council, case.person))


def records_then(row: models.RightsCase) -> set[int]:
    """The records of the case's customer when it was asked, or when somebody last looked again whose words it is."""
    texts = models.RightsText.objects.filter(council_id=row.council_id, case=row, kind__in=(ASKED_WORDS, LOOKED))
    said_at = texts.order_by("-id").values_list("at", flat=True).first()  # the day it came may be long before
    return people.were_joined(row.council_id, row.person_id or 0, said_at or row.received_at)


def records_to_choose(actor: Actor, case: int) -> dict[int, str]:
    """The records that the case may be of, as staff read them: those of its customer then and now, in their sight."""
    return records_of(actor, row_of(actor, case))


def records_of(actor: Actor, row: models.RightsCase) -> dict[int, str]:
    """The same of its row."""
    told: dict[int, str] = {}
    own = set(people.cluster(actor.council, actor.person)) if actor.person is not None else set()
    for record in sorted(records_then(row) | set(people.cluster(row.council_id, row.person_id or 0))):
        if record not in told:
            with suppress(NotFound):
                told |= people.records_told(actor, record)
    return {record: words for record, words in sorted(told.items()) if record not in own}
