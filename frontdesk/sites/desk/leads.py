"""What one entry of a customer's timeline says beside its name, and where it leads for those who may go there."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.urls import reverse

from frontdesk.domains.cards import queries as cards
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.payments import queries as payments
from frontdesk.domains.people.types import CHANGED, EMAIL
from frontdesk.domains.people.types.acting import kin_name
from frontdesk.domains.people.types.points import WHY_POINT_ENDS
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry
from frontdesk.sites.desk.gate import KNOWS, PROTECTS, PUBLISHES, SERVES, WORKS


class _Lead(NamedTuple):
    """A page by its name, its link in words, who opens it, and what of an entry is in its address beside the person."""

    name: str
    link: str
    roles: tuple[str, ...] = SERVES
    part: str = ""
    value: Callable[[Entry], object] = lambda entry: entry.thing_id


_OF_THING: Mapping[str, _Lead] = MappingProxyType(
    {
        "conversation": _Lead("conversation", "Read the messages", part="conversation"),
        "letter": _Lead("letter", "Open the letter", part="letter"),
        "card": _Lead("card", "Open the card"),
        "entitlement": _Lead("card", "Open the card"),
        "offer": _Lead("offer", "Open the offer", PUBLISHES, "offer"),
        "notice": _Lead("told_notice", "Open what was told", WORKS, "notice"),
        "telling": _Lead("told_notice", "Open what was told", WORKS, "notice", lambda entry: entry.data.get("notice")),
        "account-help": _Lead("account", "Open their account"),
        "identity-proof": _Lead("proofs", "Open the proofs"),
        "death": _Lead("death", "What we know of it", WORKS),
        "relation": _Lead("acting", "Family, carers, acting"),
        "authority": _Lead("acting", "Family, carers, acting"),
        "rights_case": _Lead("rights_case", "Open the case", PROTECTS, "case"),
        "legal_hold": _Lead("data_of", "What they ask about it"),
    }
)
"""By the kind of thing that an entry is about."""

_OF_KIND: Mapping[str, _Lead] = MappingProxyType(
    {
        "people.need": _Lead("needs", "Open the needs"),
        "people.exception": _Lead("exception", "Open exceptions"),
        "people.acts": _Lead("acting", "Family, carers, acting"),
        "people.account": _Lead("account", "Open their account"),
        "people.linked": _Lead("account", "Open their account"),
        "payments.": _Lead("money", "What they owe and are owed", KNOWS),
        "information.consent": _Lead("data_of", "What they agree to"),
    }
)
"""By how the kind of an entry begins, where the thing is the record itself."""


def lead_of(actor: Actor, entry: Entry, person: int) -> tuple[str, str]:
    """The address of what the entry is about and the words of the link; both '' where there is nothing to open.

    `person` is the record in front, by whose pages the customer is known.
    """
    lead = _OF_THING.get(entry.thing_type) or _of_kind(entry.kind)
    if lead is None or not actor.has(*lead.roles):
        return "", ""
    if not lead.part:
        return reverse(f"site_desk:{lead.name}", kwargs={"person": person}), lead.link
    value = lead.value(entry)
    if not isinstance(value, int):
        return "", ""
    return reverse(f"site_desk:{lead.name}", kwargs={lead.part: value}), lead.link


def _of_kind(kind: str) -> _Lead | None:
    return next((lead for begins, lead in _OF_KIND.items() if kind.startswith(begins)), None)


def more_of(actor: Actor, entry: Entry) -> str:
    """What more there is to say of it by its codes: which entitlement, which kind of notice; '' for most.

    Never which need, and of money nothing to those who do not see it.
    """
    code = str(entry.data.get("kind", ""))
    if entry.thing_type == "entitlement":
        return cards.kind_named(actor.council, code).name
    if entry.thing_type == "notice":
        known = notices.kinds_of_notice(actor.council).get(code)
        return known.name if known else ""
    if entry.thing_type == "relation":
        return kin_name(code, here=entry.data.get("side") != "other")
    if entry.kind == CHANGED and (why := WHY_POINT_ENDS.get(str(entry.data.get("ended", "")))):
        what = "An email" if EMAIL in entry.data.get("fields", ()) else "A phone number"
        return f"{what} was taken off. {why}"
    if entry.kind.startswith("payments.") and actor.has(*KNOWS):
        system = payments.systems(actor.council).get(str(entry.data.get("system", "")))
        return system.name if system else ""
    return ""
