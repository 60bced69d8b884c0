"""Keeping what people are found by: their names' words, and the dictionary of words and places."""

from collections.abc import Iterable

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
    learn(council, NAME, wanted)


def learn(council: int, kind: str, words: Iterable[str]) -> None:
    """Add words to the council's dictionary. Sorted, so that two who add the same words do not block each other."""
    new = sorted({word for word in words if word})
    known = set(models.Word.objects.filter(council_id=council, kind=kind, word__in=new).values_list("word", flat=True))
    models.Word.objects.bulk_create(
        [
            models.Word(council_id=council, kind=kind, word=word, near=near.keys(word))
            for word in new
            if word not in known
        ],
        ignore_conflicts=True,
    )
