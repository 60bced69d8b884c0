"""School admissions, an invented outside system: a small program that one signs in to with the council's sign-in.

It does what such a system does, by the standard and over the network: leads to the council with a proof to come, takes
the code to the council's program, checks the signature of what it gets, asks who it is. It keeps nothing.
"""

import base64
import hashlib
import json
import secrets
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frontdesk.sites.demo.outbox import only_in_the_demo

CLIENT, SECRET = "demo-school-admissions", "demo-school-admissions-secret"
KEPT = "demo_schools"
SECONDS = 5


@require_GET
def schools(request: HttpRequest) -> HttpResponse:
    """The first page: sign in with the council."""
    only_in_the_demo()
    return render(request, "site_demo/schools.jinja", {"told": None})


@require_GET
def go(request: HttpRequest) -> HttpResponse:
    """To the council, with the half of a proof whose other half stays here."""
    only_in_the_demo()
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    request.session[KEPT] = kept
    digest = hashlib.sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code", "client_id": CLIENT, "redirect_uri": _back(), "scope": "openid profile email",
        "state": kept["state"], "nonce": kept["nonce"], "code_challenge_method": "S256",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
    }  # fmt: skip
    return HttpResponseRedirect(f"{_issuer()}/account/allow/?{urlencode(asked)}")


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back from the council: with a code, or with a no."""
    only_in_the_demo()
    kept = request.session.pop(KEPT, None)
    if kept is None or request.GET.get("state") != kept["state"]:
        return render(request, "site_demo/schools.jinja", {"told": None, "wrong": True}, status=400)
    if request.GET.get("error"):
        return render(request, "site_demo/schools.jinja", {"told": None, "refused": True})
    return render(request, "site_demo/schools.jinja", {"told": _who(request.GET.get("code", ""), kept)})


def _who(code: str, kept: dict[str, str]) -> dict[str, Any]:
    """Whom the council says it is: checked as the standard has it."""
    known = _read(f"{_issuer()}/.well-known/openid-configuration")
    tokens = _read(
        known["token_endpoint"],
        {"grant_type": "authorization_code", "code": code, "redirect_uri": _back(), "client_id": CLIENT,
         "client_secret": SECRET, "code_verifier": kept["verifier"]},
    )  # fmt: skip
    head = jwt.get_unverified_header(tokens["id_token"])
    key = next(each for each in _read(known["jwks_uri"])["keys"] if each["kid"] == head["kid"])
    claims = jwt.decode(
        tokens["id_token"], jwt.PyJWK(key).key, algorithms=["RS256"], audience=CLIENT, issuer=known["issuer"]
    )
    if claims.get("nonce") != kept["nonce"]:
        raise ValueError("an answer to another question")
    found: dict[str, Any] = _read(known["userinfo_endpoint"], token=tokens["access_token"])
    return found


def _read(address: str, sent: dict[str, str] | None = None, token: str = "") -> Any:
    head = {"Authorization": f"Bearer {token}"} if token else {}
    asked = Request(address, urlencode(sent).encode() if sent else None, head)  # noqa: S310 (our own address)
    with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
        return json.loads(answer.read())


def _issuer() -> str:
    return f"{settings.PUBLIC_ADDRESS}/c/{settings.DEFAULT_COUNCIL}"


def _back() -> str:
    return f"{settings.PUBLIC_ADDRESS}/demo/schools/back"
