"""Help with getting into an account: what staff may start, how they checked who it is, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from frontdesk.domains.access.types import SignIn

HELP_STARTED = "people.account_help_started"
HELP_DONE = "people.account_help_done"
HELP_STOPPED = "people.account_help_stopped"
USED_AGAIN = "people.account_used_again"
HELP_DENIED = "people.account_help_denied"
DENIAL_SETTLED = "people.account_denial_settled"

OPENING, WAY_IN, SECOND_STEP, NEW_EMAIL = "opening", "way-in", "second-step", "new-email"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What staff help with: what it is called, and what happens then, as the adviser says it."""

    name: str
    then: str


TROUBLES: Mapping[str, Trouble] = MappingProxyType(
    {
        OPENING: Trouble(
            "Open an account for them",
            "We email them how to get in. They ask for a code there, enter it, and confirm their date of birth.",
        ),
        WAY_IN: Trouble(
            "They cannot get in",
            "A forgotten password, or too many tries. We email them the page where they get in by a code.",
        ),
        SECOND_STEP: Trouble(
            "They lost the phone with their codes, or their passkey",
            "We email them a link. With its button they take the second step and all passkeys off their account.",
        ),
        NEW_EMAIL: Trouble(
            "They do not read the email of their account any more",
            "We write to the new address. With the button there they move their account to it. We tell the old one.",
        ),
    }
)
"""What staff help with, by code, in the order offered."""
GRAVE_KINDS = frozenset({SECOND_STEP, NEW_EMAIL})
"""These take away what keeps others out; the rest changes nothing that protects an account."""

KNOWN, CALLED_BACK, DOCUMENT = "known", "called-back", "document"


@dataclass(frozen=True, slots=True)
class Check:
    """A way to check that the customer is who they say: its name, and what to do."""

    name: str
    do: str


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        KNOWN: Check(
            "They answered what only they would know",
            "Ask for three things: date of birth, address, a reference, what they last asked us for. Never say the "
            "answer first.",
        ),
        CALLED_BACK: Check(
            "We rang them back on a number we had",
            "End the call, ring the number on their record, not one they give you now, and ask again what only they "
            "would know.",
        ),
        DOCUMENT: Check(
            "They are here and showed a document with their photo",
            "Passport, driving licence or another with a photo. Look at the face, the name and the date of birth. "
            "Take no copy.",
        ),
    }
)
"""Ways to check who it is, by code, the weakest first."""

CUSTOMER, STAFF, NEWER, TOO_LATE, ERASED = "customer", "staff", "newer", "too-late", "erased"
"""Who stopped it: the customer (it was not them), staff, a newer one that took its place, the time, or the erasing of
what we hold on them."""
STOPPED: Mapping[str, str] = MappingProxyType(
    {
        CUSTOMER: "The customer says it was not them",
        STAFF: "Staff stopped it",
        NEWER: "Another one took its place",
        TOO_LATE: "Nobody finished it in time",
        ERASED: "Details removed",
    }
)

LASTS = timedelta(days=14)
"""How long a customer may take to finish, from the moment they can."""
WAITS = timedelta(days=3)
"""How long it waits where nobody saw a document: whoever it is taken from hears of it and can stop it."""
TOLD_FOR = timedelta(days=90)
"""How long after it began somebody may say by the link that was sent to them that it was not them."""
HELD = timedelta(days=30)
"""For how long we must have had a number that we ring back: one given yesterday proves nothing."""


@dataclass(frozen=True, slots=True)
class AccountHelp:
    """One piece of help. `ready_at` is from when the customer can finish it, `used_at` when they later came back
    without help. `to` is where it was sent, its middle hidden."""

    id: int
    person: int
    kind: str
    checked: str
    channel: str
    started_at: datetime
    ready_at: datetime
    sent_at: datetime
    by: int | None = None
    done_at: datetime | None = None
    stopped_at: datetime | None = None
    stopped_why: str = ""
    used_at: datetime | None = None
    to: str = ""
    denied_at: datetime | None = None
    settled_at: datetime | None = None
    settled_words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the customer."""
        return self.done_at is None and self.stopped_at is None

    @property
    def until(self) -> datetime:
        """Until when the customer may finish it."""
        return self.ready_at + LASTS


@dataclass(frozen=True, slots=True)
class Denied:
    """Help of which somebody said, at `at`, that it was not them; `name` of the customer as staff read it."""

    help: AccountHelp
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account as staff see it: how they sign in (never a secret), and the help there was, newest first."""

    sign_in: SignIn | None
    helps: tuple[AccountHelp, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpToTell:
    """What a message about help says: to whom it goes (`address`), and who else hears of it."""

    kind: str
    person: int
    address: str
    ready_at: datetime
    waits: bool
    emails: tuple[str, ...] = ()
    mobiles: tuple[str, ...] = ()
