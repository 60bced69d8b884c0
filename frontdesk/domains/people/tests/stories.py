"""Records of one customer and of others, for the stories of joining."""

from datetime import date

from frontdesk.domains.people import actions, models, queries
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast

BORN = date(1980, 3, 12)


def record(cast: Cast, name: str = "Ann Testwood", **details: object) -> int:
    """A record, made by the adviser unless said otherwise."""
    return actions.create_person(cast.dee, **{"name": name, "source": "desk", **details})  # type: ignore[arg-type]


def fronts(cast: Cast, *people: int) -> list[int]:
    """The record in front of each."""
    return [queries.head(cast.dee.council, each) for each in people]


def exactly(council: int) -> list[dict]:
    """Every record of the council with everything in its row."""
    return list(models.Person.objects.filter(council_id=council).order_by("id").values())


def kinds(council: int, person: int) -> list[str]:
    """What the journal says of a record, oldest first."""
    rows = JournalEntry.objects.filter(council_id=council, person_id=person).order_by("id")
    return list(rows.values_list("kind", flat=True))
