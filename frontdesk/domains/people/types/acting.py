"""Acting for somebody, and relations: names of journal entries, what an authority and a relation are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

AUTHORITY_RECORDED = "people.authority_recorded"
AUTHORITY_ASKED = "people.authority_asked"
AUTHORITY_CONFIRMED = "people.authority_confirmed"
AUTHORITY_CHANGED = "people.authority_changed"
AUTHORITY_ENDED = "people.authority_ended"
ACTS = "people.acts"
ACTS_NO_LONGER = "people.acts_no_longer"
"""The same beginning and ending, in the timeline of whoever acts; nobody is told anything because of it."""
ORGANISATION_MADE = "people.organisation_made"
RELATED = "people.related"
RELATION_ENDED = "people.relation_ended"

VERBAL, OWN, PARENT, MEMBER, EXECUTOR = "verbal", "own", "parent", "member", "executor"
"""Kinds of evidence that have rules of their own: said in one contact, given from the own account, of a child, that
somebody belongs to an organisation, and of somebody who has died."""

OWNER, USER = "owner", "user"
"""What a member of an organisation is: an owner lets others in and ends it for them."""

BOTH, ACTING, PERSON = "both", "acting", "person"
"""Who hears of what was asked for: both, only whoever acts, only the person it is for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: its name, and what to look at before it is recorded."""

    name: str
    look: str = ""
    by_staff: bool = True


EVIDENCE: Mapping[str, Evidence] = MappingProxyType(
    {
        VERBAL: Evidence("They say yes in this contact", "Speak with the person themselves and hear their yes"),
        "signed-form": Evidence("Signed form or letter", "Look at the signature and what it is for"),
        "power-of-attorney": Evidence("Power of attorney", "See the stamped paper or use its access code"),
        "deputy": Evidence("Deputy of the Court of Protection", "See the court's order and what it covers"),
        "appointee": Evidence("Appointee for benefits", "See the letter of the Department for Work and Pensions"),
        PARENT: Evidence("Parent of a child under 18", "Ask for the child's date of birth and how they are related"),
        EXECUTOR: Evidence(
            "Executor or administrator of somebody who has died", "See the grant, or the will where there is none yet"
        ),
        "council": Evidence("Decision of the council", "Write down who decided it"),
        MEMBER: Evidence("Member of the organisation", "Look at the organisation's letter, or ring the number we have"),
        OWN: Evidence("They said so in their own account", by_staff=False),
    }
)
"""Kinds of evidence by code; open: a code from before that is not here any more is shown as it is."""


def evidence_name(code: str) -> str:
    """What a kind of evidence is called."""
    return EVIDENCE[code].name if code in EVIDENCE else code


ORGANISATIONS: Mapping[str, str] = MappingProxyType(
    {
        "business": "Business",
        "sole-trader": "Sole trader",
        "charity": "Charity or voluntary group",
        "landlord": "Landlord or letting agent",
        "school": "School or college",
        "public": "Public body",
        "other": "Something else",
    }
)
"""Kinds of organisation by code, open as above."""

NUMBERS: Mapping[str, str] = MappingProxyType(
    {"companies-house": "Companies House number", "charity": "Charity number"}
)
"""The registers whose numbers identify an organisation: each stands as the name of another system."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A kind of relation, said from both sides: "carer" of the other, who is "cared for"."""

    name: str
    other: str


RELATIONS: Mapping[str, Kin] = MappingProxyType(
    {
        "household": Kin("In the same household", "In the same household"),
        "carer": Kin("Carer", "Cared for by"),
        "parent": Kin("Parent", "Child"),
        "partner": Kin("Partner", "Partner"),
        "relative": Kin("Relative", "Relative"),
        "landlord": Kin("Landlord", "Tenant"),
        "advocate": Kin("Advocate", "Has as advocate"),
        "support-worker": Kin("Support worker", "Has as support worker"),
        "neighbour": Kin("Neighbour or friend", "Neighbour or friend"),
    }
)
"""Kinds of relation by code; open as above."""


def kin_name(code: str, *, here: bool) -> str:
    """What the one is to the other, seen from the side of whoever the relation was recorded for (`here`) or not."""
    kin = RELATIONS.get(code, Kin(code, code))
    return kin.name if here else kin.other


class Standing(Enum):
    """How an authority stands: in force; from a later day; asked and not answered; run out; ended; stopped, because a
    record of either was restricted after it was recorded; or at an end because one of the two has died."""

    NOW = "now"
    LATER = "later"
    ASKED = "asked"
    OVER = "over"
    ENDED = "ended"
    STOPPED = "stopped"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Authority:
    """What somebody (`by`) may do for somebody else (`person`), and on what evidence.

    `services` empty: all of them. `sees_only`: may look, not do. `until` is the last day; None where there is none,
    `why_no_end` says why. One with a `contact` holds in that contact only. `by` None: asked by `email` and not yet
    answered. `ended_why` in the words of whoever ended it. `role`: of a member of an organisation, OWNER or USER.
    """

    id: int
    person: int
    by: int | None
    evidence: str
    services: frozenset[str] = field(default_factory=frozenset)
    sees_only: bool = False
    tells: str = BOTH
    since: date | None = None
    until: date | None = None
    why_no_end: str = ""
    words: str = ""
    contact: int | None = None
    email: str = ""
    recorded_at: datetime | None = None
    recorded_by: int | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""
    role: str = ""

    def covers(self, service: str) -> bool:
        """Whether it is for this service (code)."""
        return not self.services or service in self.services

    def without_words(self) -> "Authority":
        """The same without what was written of the two, for whoever may not know of the other one."""
        return replace(self, words="", why_no_end="", ended_why="")


@dataclass(frozen=True, slots=True)
class Scope:
    """All that one may see or do for somebody: the records of theirs, and the services (codes; none named: all)."""

    people: frozenset[int]
    services: frozenset[str] = field(default_factory=frozenset)

    def covers(self, person: int | None, service: str) -> bool:
        """Whether something of this person and service is within it."""
        return person in self.people and (not self.services or service in self.services)


@dataclass(frozen=True, slots=True)
class Relation:
    """How somebody stands to somebody else: `person` is the `kind` of `other`. It lets nobody do anything."""

    id: int
    person: int
    other: int
    kind: str
    since: date | None = None
    until: date | None = None
    source: str = ""
    recorded_at: datetime | None = None
    ended_at: datetime | None = None
