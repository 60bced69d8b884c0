"""Forgetting the accounts of people who are erased."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.payments import models


def erase_people(council: int, people: Iterable[int]) -> int:
    """Take away the accounts of these people: number, words, what was told; returns how many."""
    with transaction.atomic():
        return models.Account.objects.filter(council_id=council, person_id__in=list(people)).delete()[0]
