"""What `make demo` fills an empty installation with. Each step is a verb's work and can be run again."""

from collections.abc import Callable, Iterable, Iterator

from frontdesk.console.demo import council, sign_ins
from frontdesk.console.demo.cards import make_cards
from frontdesk.console.demo.helped import make_help
from frontdesk.console.demo.kinds import make_kinds
from frontdesk.console.demo.money import make_money
from frontdesk.console.demo.needs import make_needs
from frontdesk.console.demo.outside import make_outside
from frontdesk.console.demo.people import SYSTEM, homes, make_people
from frontdesk.console.demo.rights import make_rights
from frontdesk.console.demo.told import make_told
from frontdesk.console.demo.work import make_weeks, make_year
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types import PersonIn
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor

PEOPLE, TELL = 5000, 1000


PARTS = {"weeks": make_weeks, "year": make_year}
"""What has happened: parts that may be played at the same time, after `open_up`."""


def open_up(say: Callable[[str], None] = lambda _: None) -> None:
    """Fill the installation with the invented council, its services, its people and what they have.

    Runs as the application, after the migrations. Rerunnable: what is there already is left alone. `say` is called
    with a short sentence before each step that takes time.
    """
    say("Opening the invented council")
    demo = council.load()
    say("Opening the demo sign-ins")
    sign_ins.open_sign_ins(demo)
    say(f"Inventing {PEOPLE:,} people")
    with tenancy.acting_for(demo.id):
        invented = _counted(make_people(PEOPLE, homes(demo.id)), say)
        people.load_people(Actor.system(demo.id), rows=invented, system=SYSTEM)
    make_needs(demo)
    make_money(demo)
    make_cards(demo)
    make_help(demo)
    make_told(demo)
    make_rights(demo)
    make_outside(demo)


def live_through(part: str) -> None:
    """Play one of PARTS. Rerunnable."""
    PARTS[part](council.opened())


def count() -> None:
    """What is counted of all that has happened, once every part of it was played."""
    make_kinds(council.opened())


def _counted(rows: Iterable[PersonIn], say: Callable[[str], None]) -> Iterator[PersonIn]:
    """The rows as they come, telling how many there were at each thousand."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % TELL == 0:
            say(f"  {number:,} of {PEOPLE:,}")
