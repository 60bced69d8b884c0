"""Keeping what people are found by: their names' words, and the dictionary of words and places."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from frontdesk.domains.people import models
from frontdesk.domains.people.rules import names, near

NAME, PLACE = "name", "place"


def name_words(council: int, person: int, *called: str) -> None:
    """Make the person found by every word of these names, and by no other."""
    wanted = set(names.words(*called))
    models.NameWord.objects.filter(council_id=council, person_id=person).exclude(word__in=wanted).delete()
    models.NameWord.objects.bulk_create(
        [models.NameWord(council_id=council, person_id=person, word=word) for word in sorted(wanted)],
        ignore_conflicts=True,
    )
    learn(council, {NAME: wanted})


def new_words(council: int, person: int, *called: str) -> set[str]:
    """The same for a person just made, who has no words yet and whose words the caller still has to `learn`."""
    wanted = set(names.words(*called))
    models.NameWord.objects.bulk_create(
        [models.NameWord(council_id=council, person_id=person, word=word) for word in sorted(wanted)]
    )
    return wanted


def learn(council: int, words: Mapping[str, Iterable[str]]) -> None:
    """Add words, by kind, to the council's dictionary. Sorted, so that two who add the same do not block each other."""
    wanted = sorted({(kind, word) for kind, some in words.items() for word in some if word})
    if not wanted:
        return
    asked = Q()
    for kind in {kind for kind, _ in wanted}:
        asked |= Q(kind=kind, word__in=[word for of, word in wanted if of == kind])
    known = set(models.Word.objects.filter(asked, council_id=council).values_list("kind", "word"))
    models.Word.objects.bulk_create(
        [
            models.Word(council_id=council, kind=kind, word=word, near=near.keys(word))
            for kind, word in wanted
            if (kind, word) not in known
        ],
        ignore_conflicts=True,
    )
