"""Who holds a key: the living token, its scope, its council, and how often it may call."""

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries
from frontdesk.domains.access.types import TokenFacts
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import NotAllowed


def token_of(secret: str, scope: str, *, council: int | None = None) -> TokenFacts:
    """The token with this secret, its call counted.

    NotAllowed without a living token with the scope, or for a token of another council than `council`;
    TooManyCalls beyond its calls a minute.
    """
    token = queries.token_by_secret(secret) if secret else None
    if token is None:
        raise NotAllowed("Send a key that is in use: we do not know this one.")
    with tenancy.acting_for(token.council):
        access.count_call(token)
    if scope not in token.scopes:
        raise NotAllowed("This key may not do that. Ask us for one that may.")
    if council is not None and token.council != council:
        raise NotAllowed("This key belongs to another council.")
    return token
