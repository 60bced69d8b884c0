"""What a membership and a token are, for everybody above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

MEMBER_ASKED = "access.member_asked"
MEMBER_ACCEPTED = "access.member_accepted"
INVITATION_ENDED = "access.invitation_ended"
MEMBER_CHANGED = "access.member_changed"
MEMBER_ENDED = "access.member_ended"
SECOND_STEP_ENDED = "access.second_step_ended"
SCOPES = ("contacts", "requests", "open311")
"""What a token may be for: recording contacts, the catalogue and requests, Open311."""
PEOPLE = "people:"
"""What a token for a back office's records begins with; behind it stands the one system of which it may tell."""
ROLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "adviser": "Adviser",
        "floorwalker": "Floorwalker",
        "officer": "Officer",
        "complaints-officer": "Complaints officer",
        "manager": "Manager",
        "designer": "Designer",
        "insight-analyst": "Insight analyst",
        "data-protection-officer": "Data protection officer",
        "administrator": "Administrator",
        "partner": "Partner",
        "helper": "Helper",
        "contractor": "Contractor",
        "member": "Councillor",
    }
)
"""What people at work are called, by role code, in the order offered."""
TOKEN_CREATED = "access.token_created"  # noqa: S105  the name of a journal entry
TOKEN_ENDED = "access.token_ended"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Membership:
    """A sign-in's place in one council: roles, the name colleagues know, teams."""

    council: int
    user: int
    name: str
    roles: frozenset[str]
    teams: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody asked to work here who has not accepted yet: nothing is open to them until they do."""

    council: int
    user: int
    name: str
    email: str
    roles: frozenset[str]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody signs in: never the secrets themselves."""

    email: str
    has_password: bool
    second_step: bool
    passkeys: int
    recovery_codes: bool = False


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """An API token: what it may do (`scopes`) and how often (`per_minute`, 0 = no limit of its own)."""

    id: int
    council: int
    label: str
    scopes: frozenset[str]
    per_minute: int
