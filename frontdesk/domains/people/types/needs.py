"""Needs of customers: kinds, what is recorded of one, and what staff are asked to ask about. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType

from frontdesk.kernel.words import one_line

NEED_RECORDED = "people.need_recorded"
NEED_CHANGED = "people.need_changed"
NEED_REVIEWED = "people.need_reviewed"
NEED_ENDED = "people.need_ended"
NEED_ASKED = "people.need_asked"

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "language": "Language and interpreter",
        "format": "How we send things",
        "adjustment": "Help and adjustments",
        "channel": "How to be in touch",
        "times": "When to be in touch",
        "vulnerability": "Extra care",
        "safeguarding": "Keeping people safe",
    }
)
"""Groups of kinds, in the order in which they are offered."""

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "person": "They told us",
        "carer": "Somebody who acts for them told us",
        "professional": "Another service or a professional told us",
        "noticed": "A member of staff noticed",
        "form": "They wrote it in a form",
        "account": "They wrote it in their account",
        "import": "From another system",
    }
)
"""Where a need is known from. The first four are what staff choose from."""
CHOSEN_SOURCES = ("person", "carer", "professional", "noticed")

AGREED, OWN, WITHOUT = "agreed", "own", "without"
CONSENTS: Mapping[str, str] = MappingProxyType(
    {
        AGREED: "They agree that we write it down and that staff who serve them see it",
        OWN: "They wrote it down themselves",
        WITHOUT: "They have not agreed",
    }
)
"""What the customer said to its being recorded; '' for what was recorded before we asked."""

NO_LONGER, WITHDRAWN, MISTAKEN, REPLACED = "no-longer", "withdrawn", "mistake", "replaced"
WHY_ENDED: Mapping[str, str] = MappingProxyType(
    {
        NO_LONGER: "They do not need it any more",
        WITHDRAWN: "They do not want us to keep it",
        MISTAKEN: "It was recorded by mistake",
    }
)
"""Why a need ends; one that is written anew ends as REPLACED."""

BY_NEED = "need"
"""The reason of an exception to online-only that follows from a need."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of need, from the register.

    `label` is what staff call it, `say` how a customer says it of themselves. `do` is the instruction with {detail},
    `plain` the same where nothing more is known ('' = the detail must be given); `ask` asks for the detail.
    `review` is after how many months we ask whether it is still so. `other_way`: whoever has it may use online-only
    services another way. `online`: the customer records and sees it in their account; others are spoken of only, for
    somebody else may look over their shoulder. `by_service`: it may hold for one service only.
    """

    code: str
    label: str
    group: str
    do: str
    plain: str = ""
    ask: str = ""
    example: str = ""
    say: str = ""
    sensitive: bool = False
    review: int = 24
    other_way: bool = False
    online: bool = True
    by_service: bool = False
    several: bool = False

    @property
    def detail_needed(self) -> bool:
        """Whether the instruction says nothing without the detail."""
        return "{detail}" in self.do and not self.plain

    def instruction(self, detail: str) -> str:
        """What staff are told to do; '' where the detail is needed and not given."""
        told = one_line(detail)
        if not told:
            return "" if self.detail_needed else self.plain or self.do
        said = self.do.replace("{detail}", told.rstrip(".") if self.do.endswith("{detail}.") else told)
        return said[:1].upper() + said[1:]


def in_groups(kinds: Iterable[Kind]) -> list[tuple[str, list[Kind]]]:
    """Kinds, in the order of the register, under the headings of their groups."""
    return [(GROUPS[group], list(mine)) for group, mine in groupby(kinds, key=lambda kind: kind.group)]


@dataclass(frozen=True, slots=True)
class Need:
    """A recorded need. `instruction` is what staff do about it, in a sentence ("Speak slowly, has a carer: Ruth").

    `service` '' = for all. `person` is the record on which it stands; `also` are the same need's rows in other records
    of the customer.
    """

    id: int
    code: str
    instruction: str
    sensitive: bool = False
    source: str = ""
    recorded_at: datetime | None = None
    review_on: date | None = None
    detail: str = ""
    service: str = ""
    consent: str = ""
    consent_words: str = ""
    recorded_by: int | None = None
    reviewed_at: datetime | None = None
    person: int = 0
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A need that is to be asked about again. `instruction` '' = it is restricted."""

    id: int
    person: int
    name: str
    code: str
    instruction: str
    review_on: date
    source: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueNeeds:
    """A page of them, the longest due first; `after` begins the next one, None after the last."""

    needs: tuple[Due, ...] = ()
    after: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """Something on record that may mean a need nobody has recorded: how often since it was last asked about."""

    code: str
    times: int
    last_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What staff ask the customer at the next contact. `why` are sentences: what made us think of it.

    `kinds` are those of the register that would answer it, the likeliest first.
    """

    subject: str
    question: str
    why: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """How to help a customer, as pages show it where the work happens.

    `hidden` is how many restricted needs there are; `may_show` whether the reader may open them. `due` are ids of
    needs to ask about again. `died`: we are told that they have died; `links_since`: the last moment at which their
    record was restricted, since when earlier links open nothing.
    """

    needs: tuple[Need, ...] = ()
    hidden: int = 0
    may_show: bool = False
    due: tuple[int, ...] = ()
    asks: tuple[Ask, ...] = ()
    other_way: bool = False
    died: bool = False
    links_since: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.needs or self.hidden or self.asks)
