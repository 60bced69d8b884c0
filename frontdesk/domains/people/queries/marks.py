"""By what a text tells of a customer, and of somebody else: words of names, emails, telephone numbers."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models
from frontdesk.domains.people.rules.names import fold
from frontdesk.domains.people.types import EMAIL, PHONE, Marks

_NAME = "name"


def marks_of(council: int, people: Iterable[int]) -> Marks:
    """The words of these records' names, and every email and phone number they have or had, or sign in with."""
    ids = list(people)
    names = models.Person.objects.filter(council_id=council, id__in=ids).values_list("name", "given", "family")
    points = models.ContactPoint.objects.filter(council_id=council, person_id__in=ids).values_list("kind", "value")
    told = list(points)
    links = models.SignInLink.objects.filter(council_id=council, person_id__in=ids, confirmed_at__isnull=False)
    told += [(EMAIL, sign_ins.email_of(user)) for user in links.values_list("user_id", flat=True)]
    return Marks(
        frozenset(word for name in names for part in name for word in _words(part)),
        frozenset(value.lower() for kind, value in told if kind == EMAIL),
        frozenset(value for kind, value in told if kind == PHONE),
    )


def _words(name: str) -> set[str]:
    return {*name.lower().split(), *fold(name).split()}


def name_words(council: int, words: Iterable[str]) -> set[str]:
    """Which of these words, in small letters, are of the name of somebody whom the council has met."""
    folded = {word: fold(word) for word in words}
    rows = models.Word.objects.filter(council_id=council, kind=_NAME, word__in=set(folded.values()))
    known = set(rows.values_list("word", flat=True))
    return {word for word, plain in folded.items() if plain in known}


def systems_of(council: int, people: Iterable[int]) -> list[str]:
    """The other systems that know these records by a number of their own."""
    rows = models.Identity.objects.filter(council_id=council, person_id__in=list(people))
    return sorted(set(rows.values_list("system", flat=True)))


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people came to be known, or signed in, no longer ago than `since`, or act or are acted for."""
    if since is None:
        return set()
    return _seen(council, people, since) | _acting(council, people, since)


def _seen(council: int, people: Iterable[int], since: datetime) -> set[int]:
    ids = list(people)
    new = models.Person.objects.filter(council_id=council, id__in=ids, created_at__gte=since)
    links = models.SignInLink.objects.filter(council_id=council, person_id__in=ids, confirmed_at__isnull=False)
    here = links.filter(Q(linked_at__gte=since) | Q(user__last_login__gte=since))
    return {*new.values_list("id", flat=True), *here.values_list("person_id", flat=True)}


def _acting(council: int, people: list[int], since: datetime) -> set[int]:
    """Those of an authority that lasts; where it has no end only if the other one is here: or both would be for ever.
    What was asked and never answered keeps nobody."""
    lasts = (Q(ended_at=None) | Q(ended_at__gte=since)) & (Q(until=None) | Q(until__gte=since.date()))
    both = Q(person_id__in=people) | Q(by_id__in=people)
    rows = models.Authority.objects.filter(lasts & both, council_id=council, confirmed_at__isnull=False)
    pairs = [pair for pair in rows.values_list("person_id", "by_id", "until", "ended_at") if pair[1] is not None]
    dated = {each for one, other, *ends in pairs if any(ends) for each in (one, other)}
    endless = [(one, other) for one, other, *ends in pairs if not any(ends)]
    here = _seen(council, {each for pair in endless for each in pair}, since)
    kept = {each for one, other in endless for each, its in ((one, other), (other, one)) if its in here}
    return (dated | kept) & set(people)
