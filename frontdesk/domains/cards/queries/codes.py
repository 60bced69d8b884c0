"""Codes of cards: made from what the card opens now, and checked; what is published so that others can check them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from frontdesk.domains.cards import models
from frontdesk.domains.cards.queries.cards import as_card, as_one, entitlements_of
from frontdesk.domains.cards.queries.kinds import kinds_of
from frontdesk.domains.cards.rules import tokens
from frontdesk.domains.cards.types import Card, Checked, Entitlement, Says
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, sealing
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.references import parse_reference, show_reference
from frontdesk.kernel.words import long_date

PURPOSE = "cards.key"
_WRONG = {
    "broken": "We cannot read this code. Scan it again, or type the number that stands beside it.",
    "unknown-key": "This code was not made by us, or with a key that we no longer use. Type the card’s number instead.",
    "not-signed": "This code was not made by us. Do not accept it.",
    "other-council": "This is a card of another council. Check it on that council’s page.",
    "too-old": "This code is too old. Ask to see the card in the account or printed again, or type its number.",
}
_UNKNOWN = "We know no card with this number. Check each character, or scan the code."
_STOPPED = "This card is not in force. Do not accept it."
_CHANGED = "This code is out of date, because something on the card has changed. Type the card’s number instead."


def code_of(council: int, card: Card, opens: Iterable[Entitlement]) -> str:
    """The code of a card in force as it is today."""
    key, known = _signing_key(council), kinds_of(council)
    days = {each.kind: each.until for each in opens if each.kind in known}
    said = tokens.says_now(issuer(council), card.number, card.serial, days, clock.today())
    return tokens.sign(key, said)


def code_good_until() -> Any:
    """The last day of a code that is made today."""
    return clock.today() + tokens.LASTS


def issuer(council: int) -> str:
    """What the council is called in its codes."""
    known = organisations.council_by_id(council)
    return known.code if known else ""


def check(council: int, shown: str) -> Checked:
    """What a scanned code or a typed number is good for now, with nothing of whose it is."""
    return found(council, shown)[0]


def found(council: int, shown: str) -> tuple[Checked, Card | None]:
    """The same with the card, for this domain's verbs; None where it is not good."""
    typed = shown.strip().rpartition("#")[2]
    if "." not in typed:
        return _by_number(council, typed)
    try:
        said = tokens.read(typed, public_keys(council), issuer(council), clock.today())
    except tokens.Unfit as wrong:
        return Checked(False, _WRONG[wrong.code]), None
    row = models.Card.objects.filter(council_id=council, number=said.number).first()
    if row is None or not as_card(row).in_force:
        return Checked(False, _STOPPED, show_reference(said.number), genuine=True), None
    if row.serial != said.serial:
        return Checked(False, _CHANGED, show_reference(said.number), genuine=True), None
    return _good(council, row, genuine=True, token=typed)


def _by_number(council: int, typed: str) -> tuple[Checked, Card | None]:
    number = parse_reference(typed)
    row = models.Card.objects.filter(council_id=council, number=number).first() if number else None
    if number is None or row is None:
        return Checked(False, _UNKNOWN), None
    if not as_card(row).in_force:
        return Checked(False, _STOPPED, show_reference(number)), None
    return _good(council, row)


def _good(council: int, row: models.Card, *, genuine: bool = False, token: str = "") -> tuple[Checked, Card | None]:
    card, known = as_card(row), kinds_of(council)
    mine = as_one(entitlements_of(council, people.cluster(council, card.person or 0)), clock.today())
    order = list(known)
    says = sorted((each for each in mine if each.kind in known), key=lambda each: order.index(each.kind))
    told = tuple(Says(known[each.kind], each.until) for each in says)
    sentence = "This card is in force." if told else "This card is in force, and opens nothing at the moment."
    return Checked(True, sentence, show_reference(card.number), genuine, told, token=token), card


def public_keys(council: int) -> dict[str, Ed25519PublicKey]:
    """The keys by whose codes a card is known, by their ids."""
    return {row.code: tokens.public_key(row.public) for row in _published(council)}


def published_keys(council: int) -> dict[str, Any]:
    """The council's public keys as a JWK set (RFC 7517), for who checks without a network."""
    return {"keys": [tokens.jwk(tokens.public_key(row.public)) for row in _published(council)]}


def stopped_list(council: int) -> dict[str, Any]:
    """Serials whose codes are not good any more, newest first, as of now; and the same signed.

    One that was stopped so long ago that its codes are too old anyway is left out.
    """
    now, name = clock.now(), issuer(council)
    rows = models.StoppedSerial.objects.filter(council_id=council, stopped_at__gte=now - tokens.LASTS)
    serials = list(rows.order_by("-stopped_at", "-id").values_list("serial", flat=True))
    key = models.SigningKey.objects.filter(council_id=council, retired_at=None).first()
    claims = {"iss": name, "iat": int(now.timestamp()), "stopped": serials}
    return {
        "council": name,
        "at": now.isoformat(timespec="seconds"),
        "words": f"Serials of cards that are lost, replaced, changed or ended, as of {long_date(now)}.",
        "stopped": serials,
        "signed": tokens.seal(_private(key), claims) if key else "",
    }


def _published(council: int) -> list[models.SigningKey]:
    """Keys in use, and retired ones while codes of theirs may be good."""
    rows = models.SigningKey.objects.filter(council_id=council, withdrawn_at=None)
    since = clock.now() - tokens.LASTS - timedelta(days=1)
    return [row for row in rows.order_by("-id") if row.retired_at is None or row.retired_at >= since]


def _signing_key(council: int) -> Ed25519PrivateKey:
    row = models.SigningKey.objects.filter(council_id=council, retired_at=None).first()
    if row is None:
        raise Refusal("There is no key for codes yet. Give a card first.", code="no-key")
    return _private(row)


def _private(row: models.SigningKey) -> Ed25519PrivateKey:
    return tokens.private_key(sealing.opened(PURPOSE, row.sealed))
