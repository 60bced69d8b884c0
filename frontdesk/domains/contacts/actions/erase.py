"""Taking people out of contacts: the facts stay, so that figures stand."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.contacts import models


def erase_people(*, council: int, people: Iterable[int]) -> int:
    """Take these people from their contacts; returns how many rows were emptied. Called by retention and erasure."""
    with transaction.atomic(savepoint=False):
        return models.Contact.objects.filter(council_id=council, person_id__in=list(people)).update(person_id=None)
