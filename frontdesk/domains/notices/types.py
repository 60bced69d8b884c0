"""What a notice, a recipient and a telling are, for everybody above; names of journal entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

GIVEN = "notices.given"
FOUND = "notices.person_found"
CHECKED = "notices.checked"
REFUSED = "notices.refused"
TOOK_EFFECT = "notices.took_effect"
AGREED = "notices.agreed"
TOLD = "notices.told"
TOLD_AGAIN = "notices.told_again"
CONFIRMED = "notices.confirmed"
COULD_NOT = "notices.could_not"
NOT_WANTED = "notices.not_wanted"
TAKEN_BACK = "notices.taken_back"

NOTICE, TELLING = "notice", "telling"
"""Types of things in the journal."""

DIED, BORN, MOVED = "died", "born", "moved"
"""What a kind of notice does to records; a kind without one is only passed on."""

ALWAYS, STRANGERS = "always", "strangers"
"""When staff look at a notice before anybody is told: every one, or only of people who did not sign in."""


class States:
    """How a notice stands."""

    GIVEN, CHECKED, REFUSED = "given", "checked", "refused"


class Stands:
    """How a telling stands. Waiting: for staff to look at the notice, or for evidence. Taken back: it was not so."""

    WAITING, SENT, CONFIRMED = "waiting", "sent", "confirmed"
    COULD_NOT, NOT_WANTED, TAKEN_BACK = "could-not", "not-wanted", "taken-back"


STANDS: Mapping[str, str] = MappingProxyType(
    {
        Stands.WAITING: "Not told yet",
        Stands.SENT: "Told, not confirmed yet",
        Stands.CONFIRMED: "Confirmed",
        Stands.COULD_NOT: "Could not be told",
        Stands.NOT_WANTED: "Not told",
        Stands.TAKEN_BACK: "Told that it was a mistake",
    }
)
"""The states of a telling in words, for customers and staff."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that is told: its name on pages, and the question of the form that asks for it."""

    code: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever can be told: a team of the council (`team`), or any other organisation (`email`).

    `does` says in the customer's words what they then do, `gets` which details they are told. With `evidence` they are
    told only once staff have seen proof of registration. They are asked again after `days`.
    """

    code: str
    name: str
    does: str
    gets: tuple[str, ...]
    team: str = ""
    email: str = ""
    evidence: bool = False
    days: int = 5

    @property
    def outside(self) -> bool:
        """Whether it is another organisation."""
        return not self.team


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. `service` is the form it is given by, `choices` its questions whose options are recipients."""

    code: str
    name: str
    service: str
    choices: tuple[str, ...]
    details: Mapping[str, Detail]
    recipients: Mapping[str, Recipient]
    effect: str = ""
    check: str = ALWAYS


@dataclass(frozen=True, slots=True)
class Telling:
    """One recipient of one notice. `gets` are codes of details; `reference` is what the recipient calls it."""

    id: int
    notice: int
    recipient: str
    name: str
    team: str
    email: str
    gets: tuple[str, ...]
    state: str
    needs_evidence: bool = False
    tries: int = 0
    sent_at: datetime | None = None
    due_on: date | None = None
    ended_at: datetime | None = None
    ended_by: int | None = None
    how: str = ""
    reference: str = ""
    words: str = ""

    @property
    def outside(self) -> bool:
        """Whether it is another organisation."""
        return not self.team

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        return STANDS[self.state]

    def is_late(self, today: date) -> bool:
        """Whether it should have been confirmed by now."""
        return self.state == Stands.SENT and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice. `person` is whom it is about, `informant` who gave it; `told` are the details in words, by code."""

    id: int
    kind: str
    name: str
    effect: str
    state: str
    channel: str
    made_at: datetime
    request: int | None = None
    person: int | None = None
    informant: int | None = None
    happened_on: date | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""
    words: str = ""
    checked_at: datetime | None = None
    checked_by: int | None = None
    took_effect_at: datetime | None = None
    why: str = ""
    removed: bool = False
    tellings: tuple[Telling, ...] = ()

    @property
    def about(self) -> str:
        """The name of whom it is about, as it was told; '' where it was removed."""
        return self.told.get("name", "")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a recipient reads behind their link, and whether they have answered. Nothing of it once they have."""

    council: str
    kind: str
    recipient: str
    lines: tuple[tuple[str, str], ...]
    state: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What telling once saved in a period, of one kind: notices, recipients that confirmed, and contacts saved.

    Each confirmed recipient is a contact that the customer did not have to make; the notice itself was one.
    """

    kind: str
    notices: int
    told: int
    confirmed: int
    failed: int
    contacts_saved: int
