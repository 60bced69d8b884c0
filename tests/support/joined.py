"""Two customers with accounts, Amina and her son Bill, whose records were wrongly joined; and their parting."""

from dataclasses import dataclass
from datetime import timedelta

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast


@dataclass(frozen=True)
class Joined:
    """Bill's record is read as Amina's until `part`. Both act as pages let them: as the record in front."""

    cast: Cast
    mother: int
    son: int
    join: int

    @classmethod
    def wrongly(cls, cast: Cast) -> "Joined":
        """Each has a record by their own sign-in, and somebody takes them for one."""
        mother = actions.own_record(cast.amina, name="Amina Testwood", source="web")
        son = actions.own_record(cast.bill, name="Bill Testwood", source="web")
        join = actions.join_people(cast.sam, person=son, into=mother, why="Taken for one")
        return cls(cast, mother, son, join)

    @property
    def amina(self) -> Actor:
        """The mother, signed in."""
        return _signed_in(self.cast.amina)

    @property
    def bill(self) -> Actor:
        """The son, signed in."""
        return _signed_in(self.cast.bill)

    def part(self) -> None:
        """An hour later somebody sees that they are two people."""
        with clock.at(clock.now() + timedelta(hours=1)):
            actions.undo_join(self.cast.sam, join=self.join, why="Mother and son")


def _signed_in(actor: Actor) -> Actor:
    person = queries.person_of(actor.council, actor.user)
    assert person is not None
    return actor.as_person(person)
