"""Taking people out of requests: person, answers, words, files and the exact place go; the facts stay."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.people.queries import emails_of
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.forgetting import end_followers
from frontdesk.kernel import clock


def erase_people(*, council: int, people: Iterable[int]) -> int:
    """Empty the requests of these people; returns how many. They still count, and open as "details removed".

    What they follow by an email of theirs is ended, by earlier ones of the record too.
    """
    now, people = clock.now(), list(people)
    addresses = emails_of(council, people, sure=False)
    with transaction.atomic():
        models.RequestFollower.objects.filter(council_id=council, email__in=addresses).update(email="", ended_at=now)
        rows = models.Request.objects.select_for_update(no_key=True).filter(council_id=council, person_id__in=people)
        requests = [row.pk for row in rows]
        end_followers(council, requests)
        models.RequestAnswers.objects.filter(council_id=council, request_id__in=requests).update(answers={}, facts=None)
        models.RequestText.objects.filter(council_id=council, request_id__in=requests, erased_at=None).update(
            body="", erased_at=now
        )
        for request in requests:
            forms.erase_files_of_request(council=council, request=request)
        return models.Request.objects.filter(council_id=council, pk__in=requests).update(
            person_id=None, uprn=None, easting=None, northing=None, removed_at=now
        )
