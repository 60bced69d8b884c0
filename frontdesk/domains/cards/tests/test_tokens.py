"""Codes of cards, checked by a stranger: with nothing of ours but what we publish, as docs/how-to/cards.md tells it."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from frontdesk.domains.cards.rules import tokens

pytestmark = pytest.mark.shows("B7")
TODAY = date(2026, 12, 1)
KEY, OTHER = tokens.private_key(bytes(range(32))), tokens.private_key(bytes(32))
KEYS = {tokens.key_id(KEY.public_key()): KEY.public_key()}
SAID = tokens.says_now("demo", "K7RM3PXT", "s-1", {"library": None, "leisure": date(2027, 11, 30)}, TODAY)
TOKEN = tokens.sign(KEY, SAID)


def checked_by_a_stranger(token: str, jwks: dict, stopped: list[str], council: str, today: date) -> dict[str, str]:
    """The reference check of docs/how-to/cards.md: what the card opens today, code to last day; ValueError if nothing.

    Imports nothing of the product.
    """

    def raw(letters: str) -> bytes:
        return urlsafe_b64decode(letters + "=" * (-len(letters) % 4))

    header, payload, signature = token.rpartition("#")[2].split(".")
    told, says = json.loads(raw(header)), json.loads(raw(payload))
    keys = {each["kid"]: each["x"] for each in jwks["keys"]}
    if told["alg"] != "EdDSA" or told["kid"] not in keys or says["iss"] != council:
        raise ValueError("Not of this council")
    try:
        key = Ed25519PublicKey.from_public_bytes(raw(keys[told["kid"]]))
        key.verify(raw(signature), f"{header}.{payload}".encode())
    except InvalidSignature:
        raise ValueError("Not signed by the council") from None
    if datetime.fromtimestamp(says["exp"], UTC).date() <= today:
        raise ValueError("Too old")
    if says["jti"] in stopped:
        raise ValueError("Stopped")
    return {kind: day for kind, day in says["ent"].items() if day >= today.strftime("%Y%m%d")}


JWKS = {"keys": [tokens.jwk(KEY.public_key())]}


def altered(token: str, **claims: object) -> str:
    """The same code with other claims, and the signature it had."""
    header, payload, signature = token.split(".")
    told = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4))) | claims
    return f"{header}.{urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip('=')}.{signature}"


def test_a_stranger_reads_what_the_card_opens():
    opens = checked_by_a_stranger(f"https://council.example/card/#{TOKEN}", JWKS, [], "demo", TODAY)
    assert opens == {"library": "20281201", "leisure": "20271130"}
    assert checked_by_a_stranger(TOKEN, JWKS, [], "demo", date(2027, 12, 1)) == {"library": "20281201"}
    assert tokens.read(TOKEN, KEYS, "demo", TODAY) == SAID


def test_it_says_nothing_of_whose_it_is():
    claims = tokens.unseal(TOKEN, KEYS)
    assert claims.keys() == {"iss", "sub", "jti", "iat", "exp", "ent"}
    assert len(TOKEN) < 320


NONE = altered(TOKEN).replace(TOKEN.split(".")[0], "eyJhbGciOiJub25lIn0")


@pytest.mark.parametrize(
    ("token", "day", "why"),
    [
        (altered(TOKEN, ent={"travel": "20281201"}), TODAY, "not-signed"),
        (altered(TOKEN, sub="K7RM3PXX"), TODAY, "not-signed"),
        (altered(TOKEN, exp=4_000_000_000), TODAY, "not-signed"),
        (NONE, TODAY, "not-signed"),
        (tokens.sign(OTHER, SAID), TODAY, "unknown-key"),
        (TOKEN, TODAY + tokens.LASTS + timedelta(days=1), "too-old"),
        (TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "Q"), TODAY, "not-signed"),
        (TOKEN[:-4], TODAY, "not-signed"),
        (TOKEN.rpartition(".")[0], TODAY, "broken"),
        ("a.b.c", TODAY, "broken"),
        ("é.é.é", TODAY, "broken"),
        ("." * 5000, TODAY, "broken"),
        (tokens.seal(KEY, {"iss": "demo"}), TODAY, "broken"),
        (tokens.seal(KEY, {"iss": "demo", "sub": "A", "jti": "b", "iat": "x", "exp": 1, "ent": {}}), TODAY, "broken"),
        (tokens.seal(KEY, {"iss": "demo", "sub": "A", "jti": "b", "iat": 1, "exp": 1e99, "ent": {}}), TODAY, "broken"),
    ],
)
def test_what_is_no_good_code_is_refused(token, day, why):
    with pytest.raises(tokens.Unfit) as refused:
        tokens.read(token, KEYS, "demo", day)
    assert refused.value.code in (why, "broken") if why == "not-signed" else refused.value.code == why
    with pytest.raises((ValueError, KeyError, TypeError, OverflowError)):
        checked_by_a_stranger(token, JWKS, [], "demo", day)


def test_another_councils_card_is_not_ours():
    theirs = tokens.sign(KEY, tokens.says_now("littlewick", "K7RM3PXT", "s-1", {}, TODAY))
    with pytest.raises(tokens.Unfit, match="other-council"):
        tokens.read(theirs, KEYS, "demo", TODAY)
    with pytest.raises(ValueError, match="Not of this council"):
        checked_by_a_stranger(theirs, JWKS, [], "demo", TODAY)


def test_a_stopped_serial_is_refused_offline():
    with pytest.raises(ValueError, match="Stopped"):
        checked_by_a_stranger(TOKEN, JWKS, ["s-0", "s-1"], "demo", TODAY)


def test_the_key_is_called_and_published_as_the_standards_have_it():
    """RFC 8037, appendix A.1 to A.4: its key, thumbprint and signature."""
    secret = urlsafe_b64decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
    key = tokens.private_key(secret)
    assert tokens.public_letters(key.public_key()) == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert tokens.key_id(key.public_key()) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"[:8]
    told = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
    signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    assert urlsafe_b64encode(key.sign(told)).decode().rstrip("=") == signature
