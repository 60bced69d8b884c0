"""What a card, an entitlement, an offer and a check are, for everybody above; names of journal entries. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

GIVEN = "cards.given"
LOST = "cards.lost"
REPLACED = "cards.replaced"
ENDED = "cards.ended"
BIRTH_PROVED = "cards.birth_proved"
GRANTED = "cards.granted"
ENTITLEMENT_ENDED = "cards.entitlement_ended"
USED = "cards.used"
OFFER_POSTED = "cards.offer_posted"
OFFER_PUBLISHED = "cards.offer_published"
OFFER_REFUSED = "cards.offer_refused"
OFFER_ENDED = "cards.offer_ended"
OFFER_ORDERED = "cards.offer_ordered"
KEY_MADE = "cards.key_made"

CARD = "card"
"""The thing type in the journal."""
OFFER = "offer"

IN_FORCE, IS_LOST, IS_REPLACED, IS_ENDED = "in-force", "lost", "replaced", "ended"
STATES: Mapping[str, str] = MappingProxyType(
    {IN_FORCE: "In force", IS_LOST: "Lost", IS_REPLACED: "Replaced", IS_ENDED: "Ended"}
)
"""How a card stands, in words."""

DIED = "died"
WHY_CARD_ENDED: Mapping[str, str] = MappingProxyType(
    {
        "asked": "They do not want it any more",
        "moved": "They have moved away",
        "misuse": "It was used by somebody else, or to deceive",
        "mistake": "It was given by mistake",
        DIED: "They have died",
    }
)
"""Why staff end a card."""

RULE, STAFF, CARRIED = "rule", "staff", "carried-over"
SOURCES: Mapping[str, str] = MappingProxyType(
    {RULE: "By rule", STAFF: "By a member of staff", CARRIED: "From an existing card"}
)
"""How an entitlement came to be on a card."""

CARD_ENDED, TIME_OVER, NO_LONGER_SO, TAKEN_BACK, RENEWED = (
    "card-ended",
    "time-over",
    "no-longer-so",
    "taken-back",
    "renewed",
)
WHY_ENDED: Mapping[str, str] = MappingProxyType(
    {
        "not-entitled": "They are not, or no longer, entitled to it",
        "asked": "They do not want it",
        "misuse": "It was misused",
        "mistake": "It was added by mistake",
    }
)
"""Why staff take an entitlement off. One that they take off is not put on again by the same rule."""
ENDS: Mapping[str, str] = MappingProxyType(
    {
        **WHY_ENDED,
        CARD_ENDED: "The card ended",
        TIME_OVER: "Its time was over",
        NO_LONGER_SO: "The rule no longer holds",
        TAKEN_BACK: "The decision it came from was opened again",
        RENEWED: "It was renewed",
    }
)

BIRTH_PROOFS: Mapping[str, str] = MappingProxyType(
    {
        "birth-certificate": "Birth certificate",
        "passport": "Passport",
        "driving-licence": "Driving licence",
        "identity-card": "National identity card",
        "existing-card": "The card that this one replaces",
        "other": "Another official document",
    }
)
"""On what a date of birth was seen."""

WAITING, PUBLISHED, REFUSED, OVER = "waiting", "published", "refused", "ended"
OFFER_STATES: Mapping[str, str] = MappingProxyType(
    {WAITING: "Waiting to be let through", PUBLISHED: "Published", REFUSED: "Not let through", OVER: "Ended"}
)
"""How an offer stands, in words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who has an entitlement without anybody deciding: everybody with a card; from an age, until an age is reached, by
    a date of birth that was seen on a document; with one of these needs; or whose request of a service closed with one
    of these outcomes."""

    everybody: bool = False
    age_from: int | None = None
    age_until: int | None = None
    needs: tuple[str, ...] = ()
    service: str = ""
    outcomes: tuple[str, ...] = ()

    @property
    def by_age(self) -> bool:
        """Whether it asks for an age."""
        return self.age_from is not None or self.age_until is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entitlement, from the council's pack.

    `opens` says to the customer what it is for, `evidence` to staff what they must see, `look` to who checks the card
    what else to look at, `team` which service gives it. `months` is how long one by staff, request or carried over
    lasts (0: as long as the card). `known_by` is the system whose cards it replaces: a number there is carried over.
    """

    code: str
    name: str
    opens: str
    evidence: str = ""
    look: str = ""
    team: str = ""
    months: int = 0
    known_by: str = ""
    rule: Rule = field(default_factory=Rule)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One entry of a customer's card. `until` is its last day, None: as long as the card. `ground` says by which rule.

    `old_number` is that of the card it was carried over from; `ended` a code of ENDS, '' while it stands.
    """

    id: int
    person: int | None
    kind: str
    since: date
    until: date | None
    source: str
    ground: str = ""
    evidence: str = ""
    old_number: str = ""
    granted_at: datetime | None = None
    granted_by: int | None = None
    ended_at: datetime | None = None
    ended: str = ""

    def holds(self, today: date) -> bool:
        """Whether it opens something on that day."""
        return self.ended_at is None and self.since <= today and (self.until is None or self.until >= today)


@dataclass(frozen=True, slots=True)
class Card:
    """A customer's card. `number` is what is printed and read out, `serial` what its code carries: it changes when what
    the code said before is not so any more. `born_on` is the date of birth that was seen, `born_proof` on what."""

    id: int
    person: int | None
    number: str
    serial: str
    state: str
    since: date
    given_at: datetime
    replaces: int | None = None
    born_on: date | None = None
    born_proof: str = ""
    ended_at: datetime | None = None
    ended: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it opens anything."""
        return self.state == IN_FORCE


@dataclass(frozen=True, slots=True)
class Held:
    """A customer's card with what is on it. `card` None: they have none in force; `before` is the last one they had.

    `due` are kinds that they are entitled to by a document or a look that is missing: none is guessed here. `others`
    are further cards in force of joined records, which open the same.
    """

    person: int
    card: Card | None = None
    entitlements: tuple[Entitlement, ...] = ()
    ended: tuple[Entitlement, ...] = ()
    before: Card | None = None
    others: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Says:
    """One thing that a card opens, as who checks it reads it. `until` None: as long as the card."""

    kind: Kind
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a card came to. `sentence` says it in words; nothing here tells whose card it is but `person`,
    which only staff are given, with `name`. `genuine`: its code was signed by the council; False where only the number
    was typed."""

    good: bool
    sentence: str
    number: str = ""
    genuine: bool = False
    says: tuple[Says, ...] = ()
    card: int | None = None
    person: int | None = None
    name: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an organisation offers to those who have a card: for all of them, or those with an entitlement (`kind`).

    `first_for` are kinds of customers and of areas (queries.first_choices) who see it above others; nobody sees less.
    """

    id: int
    organisation: int | None
    title: str
    terms: str
    where: str
    kind: str
    since: date
    until: date
    state: str
    posted_at: datetime
    decided_at: datetime | None = None
    why: str = ""
    name: str = ""
    uses: int = 0
    first_for: tuple[str, ...] = ()

    def open_on(self, today: date) -> bool:
        """Whether it can be used on that day."""
        return self.state == PUBLISHED and self.since <= today <= self.until


@dataclass(frozen=True, slots=True)
class Brief:
    """A customer's card in one line: its number ('' for none in force), since when, the names of what is on it, and how
    many further cards are in force of joined records."""

    number: str
    since: date | None
    opens: tuple[str, ...]
    others: int
