"""What to do where a form is sent only once it is proved who the customer is: said before it is sent, no dead end."""

from dataclasses import dataclass

from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.identity import DOCUMENTS, IN_PERSON, KNOWN
from frontdesk.domains.places import queries as places
from frontdesk.domains.services.definition.model import Definition
from frontdesk.ui.formpages.door import Door


@dataclass(frozen=True)
class ToProve:
    """What the check page says: why it is asked, whether they must sign in first or tell us their name (`unnamed`: no
    record yet that a proof could stand on), which documents, where to come."""

    why: str
    level: str
    nobody: bool
    unnamed: bool
    documents: tuple[str, ...]
    desks: tuple[str, ...]

    @property
    def vouched(self) -> bool:
        """Whether somebody trusted may vouch: not where they must come themselves."""
        return self.level != IN_PERSON

    @property
    def known(self) -> bool:
        """Whether answers and a bill are enough."""
        return self.level == KNOWN


def to_prove(door: Door, draft: Draft) -> ToProve | None:
    """What is missing before this form can be sent; None where nothing is."""
    identity = draft.published.definition.identity
    person = draft.person or door.actor.person
    if identity is None or people.is_proved(draft.council, person, identity.level):
        return None
    unnamed = person is None and door.actor.user is not None and not door.actor.is_staff
    return _missing(draft.council, draft.published.definition, nobody=door.actor.user is None, unnamed=unnamed)


def _missing(council: int, definition: Definition, *, nobody: bool, unnamed: bool) -> ToProve | None:
    identity = definition.identity
    if identity is None:
        return None
    desks = tuple(", ".join(filter(None, (each.name, *each.address))) for each in places.places(council))
    return ToProve(identity.why, identity.level, nobody, unnamed, tuple(DOCUMENTS.values()), desks)
