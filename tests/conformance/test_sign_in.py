"""One sign-in for outside systems, by a library that other people wrote, over the network: Authlib with its checks."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet

from frontdesk.domains.access import actions as access
from frontdesk.domains.partners import actions as partners
from frontdesk.domains.partners import queries
from frontdesk.domains.people import actions as people
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.conformance.conftest import Running

pytestmark = pytest.mark.shows("B15")
BACK = "https://schools.example.org/back"
PASSWORD = "three random words"
VERIFIER = "v" * 64


def hidden(page: str, name: str) -> list[str]:
    """The values of the hidden fields of this name."""
    return [unescape(each) for each in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def test_authlib_finds_signs_in_checks_and_reads(running: Running, settings: Any, tmp_path: Any):
    settings.PUBLIC_ADDRESS, settings.FRONTDESK_HOME = running.address, tmp_path
    council = running.councils.demo
    user = access.open_sign_in(email="nora@example.org", password=PASSWORD, verified=True)
    with tenancy.acting_for(council.id):
        people.own_record(Actor(council.id, frozenset({"resident"}), user), name="Nora Testfield", source="web")
        system, secret = partners.register_system(
            Actor.system(council.id), code="schools", name="School admissions", about="",
            start="https://schools.example.org/", returns=[BACK], scopes=["profile", "email"],
        )  # fmt: skip
        client_id = queries.system(council.id, system).client
    issuer = f"{running.address}/c/demo"
    known = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    assert known["issuer"] == issuer and known["code_challenge_methods_supported"] == ["S256"]

    school = OAuth2Session(
        client_id, secret, scope="openid profile email", redirect_uri=BACK, code_challenge_method="S256"
    )
    address, state = school.create_authorization_url(
        known["authorization_endpoint"], code_verifier=VERIFIER, nonce="n-7"
    )
    assert create_s256_code_challenge(VERIFIER) in address
    back = _signed_in_and_agreed(issuer, address)
    assert back.startswith(f"{BACK}?")

    tokens = school.fetch_token(
        known["token_endpoint"], authorization_response=back, code_verifier=VERIFIER, state=state
    )
    keys = KeySet.import_key_set(requests.get(known["jwks_uri"], timeout=10).json())
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims
    must = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id},
            "nonce": {"essential": True, "value": "n-7"}, "exp": {"essential": True}}  # fmt: skip
    jwt.JWTClaimsRegistry(**must).validate(claims)
    told = school.get(known["userinfo_endpoint"]).json()
    assert told == {
        "sub": claims["sub"], "name": "Nora Testfield", "email": "nora@example.org", "email_verified": True,
    }  # fmt: skip
    with pytest.raises(Exception, match="invalid_grant"):
        school.fetch_token(known["token_endpoint"], authorization_response=back, code_verifier=VERIFIER, state=state)


def _signed_in_and_agreed(issuer: str, address: str) -> str:
    """Where a browser is sent back to that goes to the address, signs in, and agrees."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=10)
        assert urlsplit(page.url).path.endswith("/account/sign-in/")
        sent = {"login": "nora@example.org", "password": PASSWORD, "next": hidden(page.text, "next")[0],
                "csrfmiddlewaretoken": hidden(page.text, "csrfmiddlewaretoken")[0]}  # fmt: skip
        page = browser.post(page.url, sent, timeout=10)
        assert "Go on to School admissions" in page.text
        agreed = {"request": hidden(page.text, "request")[0], "scopes": hidden(page.text, "scopes"), "action": "grant",
                "csrfmiddlewaretoken": hidden(page.text, "csrfmiddlewaretoken")[0]}  # fmt: skip
        answer = browser.post(f"{issuer}/account/allow/", agreed, timeout=10, allow_redirects=False)
        return str(answer.headers["Location"])
