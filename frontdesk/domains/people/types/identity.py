"""Proof of who a customer is: the kinds there are, how sure each is, for how long it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

IDENTITY_PROVED = "people.identity_proved"
PROOF_ENDED = "people.proof_ended"

KNOWN, DOCUMENT, IN_PERSON = "known", "document", "in-person"
LEVELS = (KNOWN, DOCUMENT, IN_PERSON)
"""How sure a proof is, the weakest first: a service asks for one of these, and what is surer does too."""


@dataclass(frozen=True, slots=True)
class ProofKind:
    """A way to prove it: its name, how sure it is, for how many years it holds, what staff look at, what is noted:
    a `document`, and with `party` who vouches and for which organisation."""

    name: str
    level: str
    years: int
    look: str
    document: bool = False
    party: bool = False


PROOFS: Mapping[str, ProofKind] = MappingProxyType(
    {
        "document-here": ProofKind(
            "A document with their photo, seen while they are here",
            IN_PERSON,
            5,
            "Look at the face, the name and the date of birth. Take no copy and note no number.",
            document=True,
        ),
        "document-sent": ProofKind(
            "A document that they sent, looked at by an officer",
            DOCUMENT,
            2,
            "Compare name, date of birth and address with the record. Give it back or delete it: nothing is kept.",
            document=True,
        ),
        "trusted-party": ProofKind(
            "Somebody we trust vouches for them",
            DOCUMENT,
            2,
            "A doctor, teacher, social worker, solicitor or a partner of ours, who has known them for two years. Ring "
            "the organisation on the number you find yourself.",
            party=True,
        ),
        "known-to-us": ProofKind(
            "They know what only they would, and showed a bill with their address",
            KNOWN,
            1,
            "Ask for three things that only they would know. Look at a bill or letter of the last three months.",
        ),
    }
)
"""Kinds of proof by code, the surest first; open: a code from before that is not here is shown as it is."""

DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "passport": "Passport",
        "driving-licence": "Driving licence",
        "residence-permit": "Residence permit or eVisa",
        "national-card": "National identity card",
        "pass-card": "Proof of age card (PASS)",
        "travel-pass": "Travel pass with photo",
    }
)
"""Documents with a photo, by code."""


def proof_name(kind: str) -> str:
    """What a kind of proof is called; a code from before as it is, '' for none."""
    return PROOFS[kind].name if kind in PROOFS else kind


@dataclass(frozen=True, slots=True)
class Proof:
    """That it was proved who a customer is. `until` is the last day on which it holds."""

    id: int
    person: int
    kind: str
    level: str
    proved_on: date
    until: date
    document: str = ""
    party: str = ""
    organisation: str = ""
    by: int | None = None
    recorded_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""

    def holds(self, today: date) -> bool:
        """Whether it counts on this day."""
        return self.ended_at is None and self.proved_on <= today <= self.until

    @property
    def words(self) -> str:
        """What was proved by what, in words."""
        name = proof_name(self.kind)
        noted = ", ".join(filter(None, (DOCUMENTS.get(self.document, self.document), self.party, self.organisation)))
        return f"{name} ({noted})" if noted else name
