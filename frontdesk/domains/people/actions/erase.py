"""Emptying records of people; their ids stay, because requests and contacts still count."""

from frontdesk.domains.people import models
from frontdesk.kernel import clock


def erase_people(council: int, people: list[int]) -> int:
    """Take name, birth, points, addresses, needs and identities from these records; returns how many were emptied.

    Codes of exceptions stay, because they are counted.
    Called by the register of holdings inside its transaction. The dictionary of words keeps words, which name nobody.
    """
    mine = {"council_id": council, "person_id__in": people}
    for model in (models.NameWord, models.ContactPoint, models.PersonAddress, models.Need, models.Identity):
        model.objects.filter(**mine).delete()
    models.SignInLink.objects.filter(**mine).delete()
    models.ServiceException.objects.filter(**mine).update(words="")
    return models.Person.objects.filter(council_id=council, id__in=people, removed_at=None).update(
        name="", given="", family="", name_key="", date_of_birth=None, preferred_channel="", preferred_language="",
        restricted=False, readers=[], removed_at=clock.now(),
    )  # fmt: skip
