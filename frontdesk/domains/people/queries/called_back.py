"""Links that were sent to a customer before their record was restricted: they open nothing any more."""

from datetime import datetime

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import models
from frontdesk.domains.people.queries.records import rows_of_cluster
from frontdesk.kernel.errors import NotFound


def called_back(council: int, person: int, sent_at: datetime) -> bool:
    """Whether a link sent to the customer then was called back. Links tell whole seconds."""
    moments = [each.links_since for each in rows_of_cluster(council, person) if each.links_since is not None]
    return any(sent_at < moment.replace(microsecond=0) for moment in moments)


def refuse_called_back(council: int, person: int, sent_at: datetime) -> None:
    """NotFound with the sentence that says how to reach us, for a link that was called back."""
    if called_back(council, person, sent_at):
        raise NotFound(called_back_sentence(council))


def refuse_called_back_proof(council: int, point: int, sent_at: datetime) -> None:
    """The same for a link that proves a contact point."""
    whose = models.ContactPoint.objects.filter(council_id=council, id=point).values_list("person_id", flat=True)
    for person in whose:
        refuse_called_back(council, person, sent_at)


def refuse_taken_off(council: int, person: int, email: str) -> None:
    """The same for a link in a mail to this address, once it was taken off the customer's record: it may be read by a
    stranger. What never stood there, or stands there again, is not refused."""
    ids = [each.pk for each in rows_of_cluster(council, person)]
    points = models.ContactPoint.objects.filter(council_id=council, person_id__in=ids, email_norm=email)
    ended = [at is not None for at in points.values_list("ended_at", flat=True)] if email else []
    if ended and all(ended):
        raise NotFound(called_back_sentence(council))


def called_back_sentence(council: int) -> str:
    """What we say of a link that opens nothing any more, and how to reach us."""
    known = organisations.council_by_id(council)
    phone = f"Call us on {known.phone}" if known and known.phone else "Contact us"
    return f"This link does not work any more. {phone} and we will help you, or use the link in our last message."
