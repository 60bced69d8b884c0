"""What a draft and an upload are, for everybody above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from frontdesk.domains.forms.rules.answers import Errors
from frontdesk.domains.services.types import Published

DRAFT_STARTED = "forms.draft_started"
DRAFT_SAVED = "forms.draft_saved"
DRAFT_RESUMED = "forms.draft_resumed"
DRAFT_CONTINUED = "forms.draft_continued"
DRAFT_FINISHED = "forms.draft_finished"
DRAFT_CLEARED = "forms.draft_cleared"

HELP_AGREED = "forms.help_agreed"
HELP_NOT_REACHED = "forms.help_not_reached"
HELP_OFFERED = "forms.help_offered"
HELP_ASKED = "forms.help_asked"
HELP_GIVEN = "forms.help_given"
HELP_REFUSED = "forms.help_refused"

NOT_RIGHT, ADDRESS, UPLOAD, NOT_FOR_YOU = "not-right", "address", "upload", "not-for-you"
TROUBLES: Mapping[str, str] = MappingProxyType(
    {
        NOT_RIGHT: "An answer was not taken",
        ADDRESS: "The address was not found",
        UPLOAD: "A file was not taken",
        NOT_FOR_YOU: "The answers led to “we cannot take this”",
        "code": "The code by email was wrong",
        "": "Left without trouble that we know of",
    }
)
"""Why people stop on the way, as far as it is known, in words; open: a code that is not here is shown as it is."""
RESUME, UNFINISHED = "resume", "unfinished"
"""What links are for: coming back to a saved form, and the offer of help with one."""
STUCK = 2
"""How often something must go wrong on a page before help is offered there."""
OFFER_AFTER = timedelta(hours=24)
"""How long after they last worked on it somebody who agreed to it is offered help, once."""
SIGN_UP_KEPT = timedelta(days=28)
"""How long we keep an address for help with a sign-up that was not finished."""

OPEN, FINISHED, CLEARED = "open", "finished", "cleared"
"""States of a draft. Cleared: not touched for so long that what was typed has been taken out."""

KEPT_SAVED = timedelta(days=28)
"""How long a saved draft is kept after the last time somebody worked on it."""
KEPT_UNSAVED = timedelta(days=7)
"""The same for one that nobody saved and that belongs to no account."""
CODE_LASTS = timedelta(minutes=30)
CODE_TRIES = 5
CODES_AN_HOUR = 5

LARGEST_FILE = 10 * 1024 * 1024
MOST_FILES = 40
LATER = ""
"""The question of a file that came after the form was sent: none."""
"""Files of one draft."""

UNSCANNED, WAITING, CLEAN, INFECTED = "none", "waiting", "clean", "bad"
"""States of a file's virus check; none: this installation has no scanner."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form on its way. `answers` are canonical, also those that are hidden at the moment; `known` are proposals,
    `facts` what was looked up on the day `facts_on`.

    `channel` is where it is being filled in now, `started_on` where it began. `email` is where its link was sent,
    `email_proved` that a code sent there has opened it. `request` and `reference` are of the request that came of it.
    `acted_by` is the customer who began it for the `person`.
    """

    id: int
    council: int
    published: Published
    answers: Mapping[str, Any]
    known: Mapping[str, Any]
    facts: Mapping[str, Any]
    facts_on: date | None
    channel: str
    started_on: str
    assisted: bool
    state: str
    page: str = ""
    language: str = "en"
    person: int | None = None
    acted_by: int | None = None
    contact: int | None = None
    exception: int | None = None
    email: str = ""
    email_proved: bool = False
    request: int | None = None
    reference: str = ""
    started_at: datetime | None = None
    last_activity: datetime | None = None

    @property
    def service(self) -> str:
        """Code of the service."""
        return self.published.definition.code

    @property
    def kept_until(self) -> datetime | None:
        """When it is cleared unless somebody works on it."""
        if self.last_activity is None:
            return None
        return self.last_activity + (KEPT_SAVED if self.email or self.person else KEPT_UNSAVED)


@dataclass(frozen=True, slots=True)
class Brief:
    """An open draft in one line, beside its customer: the name of the service, and when it was last worked on."""

    id: int
    name: str
    last_activity: datetime


@dataclass(frozen=True, slots=True)
class Started:
    """A draft just started or resumed. `key` opens it: keep it in the session, never in an address or a log."""

    draft: int
    key: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of posting a page. Without `errors` the answers are saved. `entry` is the id of a group's entry."""

    draft: Draft
    errors: Errors = field(default_factory=dict)
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a draft. `key` names it in answers and addresses; `shown` whether it may be opened yet."""

    key: str
    draft: int
    question: str
    name: str
    content_type: str
    size: int
    scanned: str = UNSCANNED

    @property
    def shown(self) -> bool:
        """Files wait for the scanner before anybody sees them."""
        return self.scanned in (UNSCANNED, CLEAN)

    @property
    def waiting(self) -> bool:
        """Whether it is still being checked."""
        return self.scanned == WAITING


@dataclass(frozen=True, slots=True)
class HelpOffer:
    """Help with a form (`draft`) or with creating an account (`sign_up`): what was agreed, offered, asked, given."""

    id: int
    draft: int | None
    sign_up: int | None
    email: str
    phone: str
    begun_at: datetime
    agreed_at: datetime | None = None
    sent_at: datetime | None = None
    asked_at: datetime | None = None
    stopped_at: datetime | None = None
    helped_at: datetime | None = None
    tried: int = 0
    tried_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asked for help, as staff see it: with what, where they stopped and why, how to reach them."""

    offer: HelpOffer
    service: str
    name: str
    person: int | None
    page: str
    reason: str
    last_at: datetime
