"""What stands around every call of our own API: the bearer token, and errors as JSON with a sentence and a code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from frontdesk.domains.access.queries import actor_for_token
from frontdesk.domains.access.types import TokenFacts
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests.types import Incomplete, LooksTheSame
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, OtherContent, Refusal, TooMany
from frontdesk.sites.api import keys

_STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (TooMany, 429),
    (NotAllowed, 403),
    (NotFound, 404),
    (LooksTheSame, 409),
    (OtherContent, 422),
)


class Bearer(HttpBearer):
    """`Authorization: Bearer <token>`. The token says which council is meant."""

    def authenticate(self, request: HttpRequest, token: str) -> TokenFacts | None:
        """The living token with this secret; others are counted."""
        return keys.living(request, token)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and the code of their council."""

    actor: Actor
    council_code: str


@contextmanager
def acting(request: Any, scope: str) -> Iterator[Caller]:
    """Act for the token's council; the token needs the scope, and its call is counted."""
    token: TokenFacts = request.auth
    council = organisations.council_by_id(token.council)
    with tenancy.acting_for(token.council):
        keys.admit(token, scope)
        yield Caller(actor_for_token(token), council.code if council else "")


def explain(api: NinjaAPI) -> None:
    """Make every error of the API a document with code, sentence and field."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 400)
        errors = {code: dict(parts) for code, parts in error.errors.items()} if isinstance(error, Incomplete) else {}
        answer = _answer(api, request, status, error.code, error.sentence, error.field, errors=errors, **_near(error))
        if isinstance(error, TooMany):
            answer["Retry-After"] = str(error.wait)
        return answer

    @api.exception_handler(ValidationError)
    def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        where, *path = first.get("loc", ()) or ("",)
        # Of a body the first part is our own word for all of it.
        field = ".".join(str(part) for part in (path[1:] if where == "body" else path)) or None
        sentence = f"We could not read {field or 'what you sent'}: {first.get('msg', 'it is not in the right form')}."
        return _answer(api, request, 422, "unreadable", sentence, field)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        sentence = "Send a token that is in use, as Authorization: Bearer and the token."
        answer = _answer(api, request, 401, "no-token", sentence)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(HttpError)
    def broken(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _answer(api, request, error.status_code, "unreadable", str(error))


def _near(error: Refusal) -> dict[str, Any]:
    """What we have that looks the same, as anybody may know of it."""
    if not isinstance(error, LooksTheSame):
        return {}
    return {"near": [{"token": near.token, "status": near.status, "metres": near.metres} for near in error.near]}


def _answer(
    api: NinjaAPI, request: HttpRequest, status: int, code: str, sentence: str, field: str | None = None, **more: Any
) -> HttpResponse:
    body = {"code": code, "sentence": sentence, "field": field, "errors": {}} | more
    return api.create_response(request, body, status=status)
