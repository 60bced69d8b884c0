"""A service may ask that it is proved who the customer is before the form is sent (docs/how-to/identity.md)."""

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import policy
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

NOT_PROVED = "identity"
_CUSTOMER = (
    "We need to know who you are before you send this. Your answers are kept: see on this page how you can prove it, "
    "then come back and send it."
)
_NOBODY = (
    "We need to know who you are before you send this. Sign in or create an account first: your answers are kept. Or "
    "ring us, and we do it with you."
)
_STAFF = (
    "This service asks for proof of who the customer is. Record it on their page under “Proof of who they are”, then "
    "send the form: it waits."
)


def proof_for(actor: Actor, definition: Definition, person: int | None) -> str:
    """The kind of proof by which the form may be sent, '' where the service asks for none.

    Refusal with the code "identity" that says what to do where it is not proved. What the installation itself brings in
    (imports) was proved elsewhere.
    """
    if definition.identity is None or actor.is_system:
        return ""
    found = people.identity_of(actor.council, person) if person is not None else None
    if found is None or not people.is_proved(actor.council, person, definition.identity.level):
        by_staff = policy.enters_for_others(actor)
        raise Refusal(_STAFF if by_staff else _CUSTOMER if person is not None else _NOBODY, code=NOT_PROVED)
    return found.kind
