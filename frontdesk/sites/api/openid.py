"""The doors of one sign-in that programs use (OpenID Connect): what we are, our keys, a code for a token, who it is.

The library does the work; here stands that everything is of the council of the address, that a code is taken once
however many ask with it at the same moment, and that nothing but the code flow is offered.
"""

import base64
import hashlib
from typing import Any

from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import convert_response, extract_params
from allauth.idp.oidc.models import Token
from allauth.idp.oidc.views import JwksView, TokenView, UserInfoView
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from frontdesk.domains.partners import queries
from frontdesk.domains.partners.types import SCOPES
from frontdesk.kernel import limits, links
from frontdesk.kernel.errors import NotAllowed, NotFound, TooMany

CODE_GRANT = "authorization_code"
A_MINUTE = 600


def _council(request: Any) -> Any:
    if request.council is None:
        raise NotFound("This address belongs to no council here.")
    return request.council


OFFERED = {
    "response_types_supported": ["code"],
    "response_modes_supported": ["query"],
    "grant_types_supported": [CODE_GRANT],
    "code_challenge_methods_supported": ["S256"],
    "subject_types_supported": ["pairwise"],
    "id_token_signing_alg_values_supported": ["RS256"],
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    "scopes_supported": list(SCOPES),
    "claims_supported": ["sub", "name", "email", "email_verified"],
    "request_parameter_supported": False,
    "request_uri_parameter_supported": False,
}
"""What we do, by the standard's names."""
DOORS = {
    "authorization_endpoint": "idp:oidc:authorization",
    "token_endpoint": "openid_token",
    "userinfo_endpoint": "openid_userinfo",
    "jwks_uri": "openid_keys",
}
"""Where we do it: the names of our addresses."""


@require_GET
def configuration(request: HttpRequest) -> JsonResponse:
    """What a system must know of us, at the address that the standard names."""
    council = _council(request)
    doors = {name: links.absolute(council.code, _path(door)) for name, door in DOORS.items()}
    return _open(JsonResponse({"issuer": links.absolute(council.code, ""), **doors, **OFFERED}))


def _open(answer: JsonResponse) -> JsonResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _path(name: str) -> str:
    """The path of a door without the council that this request was reached by."""
    found = reverse(name)
    return "/" + found.split("/", 3)[3] if found.startswith("/c/") else found


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Our public keys: those that sign, those that will soon, and the last ones while what they signed counts."""
    _council(request)
    answer: HttpResponse = JwksView.as_view()(request)
    return answer


class TokenDoor(TokenView):
    """A code for a token."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Once for each code, for the system of this council that it was given to."""
        council = _council(request).id
        client = _client(request)
        known = queries.system_of_client(council, client) is not None
        try:
            # A client's name stands in addresses that everybody sees: whoever uses it elsewhere shuts nobody else out.
            who = f"{limits.visitor_of(request)} {client if known else ''}"
            limits.count("openid_token", who, most=A_MINUTE)
        except TooMany:
            return JsonResponse({"error": "temporarily_unavailable"}, status=429)
        if not known:
            return JsonResponse({"error": "invalid_client"}, status=401)
        if request.POST.get("grant_type") != CODE_GRANT:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        try:
            with transaction.atomic():
                _alone(f"{client}:{request.POST.get('code', '')}")
                answer: HttpResponse = super().post(request)
        except NotAllowed:
            return JsonResponse({"error": "invalid_grant"}, status=400)
        return answer

    def _create_token_response(self, request: HttpRequest, **unused: Any) -> HttpResponse:
        """No token that renews others: whoever comes again signs in again."""
        server = get_server()
        server.auth_grant.refresh_token = server.openid_connect_auth.proxy_target.refresh_token = False
        answer: HttpResponse = convert_response(*server.create_token_response(*extract_params(request)))
        return answer


class UserInfoDoor(UserInfoView):
    """Who it is, for a token."""

    def _respond(self, request: HttpRequest) -> HttpResponse:
        council = _council(request).id
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        found = Token.objects.lookup(Token.Type.ACCESS_TOKEN, value) if scheme.lower() == "bearer" and value else None
        if found is None or queries.system_of_client(council, found.client_id or "") is None:
            return _no_token()
        try:
            answer: HttpResponse = super()._respond(request)
        except NotAllowed:
            return _no_token()
        answer["Cache-Control"] = "no-store"
        return answer


def _no_token() -> HttpResponse:
    answer = JsonResponse({"error": "invalid_token"}, status=401)
    answer["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return answer


def _client(request: HttpRequest) -> str:
    """The name by which the program calls itself: in the header, or in the form."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return base64.b64decode(value).decode().partition(":")[0]
    except ValueError:
        return ""


def _alone(code: str) -> None:
    """Whoever comes with the same code waits until this transaction ends, and then finds it used."""
    drawn = int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [drawn])


token = TokenDoor.as_view()
userinfo = UserInfoDoor.as_view()
