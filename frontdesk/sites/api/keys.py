"""Who holds a key: the living token, its scope, its council, and how often it may call."""

from django.http import HttpRequest

from frontdesk.domains.access import queries
from frontdesk.domains.access.types import TokenFacts
from frontdesk.kernel import limits, tenancy
from frontdesk.kernel.errors import NotAllowed

MOST_UNKNOWN = 30
"""Keys we do not know that one visitor may try in a minute."""
MOST_KEYLESS = 300
"""Calls without a key that one visitor may make in a minute, where none is needed."""

_TOO_MANY = "This key may call {most} times a minute. Wait {wait} seconds and go on."


def token_of(request: HttpRequest, secret: str, scope: str, *, council: int | None = None) -> TokenFacts:
    """The token with this secret, its call counted.

    NotAllowed without a living token with the scope, or for a token of another council than `council`;
    TooMany beyond its calls a minute, or where the visitor has tried too many that we do not know.
    """
    token = living(request, secret)
    if token is None:
        raise NotAllowed("Send a key that is in use: we do not know this one.")
    with tenancy.acting_for(token.council):
        admit(token, scope, council=council)
    return token


def admit(token: TokenFacts, scope: str, *, council: int | None = None) -> None:
    """Count the call of a living token while acting for its council, and refuse it as `token_of` does."""
    if token.per_minute:
        limits.count("api.token", token.id, most=token.per_minute, sentence=_TOO_MANY)
    if scope not in token.scopes:
        raise NotAllowed("This key may not do that. Ask us for one that may.")
    if council is not None and token.council != council:
        raise NotAllowed("This key belongs to another council.")


def living(request: HttpRequest, secret: str) -> TokenFacts | None:
    """The living token with this secret; None, and counted, when there is none."""
    token = queries.token_by_secret(secret) if secret else None
    if token is None:
        limits.count("api.unknown-key", limits.visitor_of(request), most=MOST_UNKNOWN)
    return token


def count_keyless(request: HttpRequest, secret: str) -> None:
    """Count a call that needs no key, unless it comes with one that is in use: then its token counts it."""
    if secret and queries.token_by_secret(secret) is not None:
        return
    limits.count("api.keyless", limits.visitor_of(request), most=MOST_KEYLESS)
