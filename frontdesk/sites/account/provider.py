"""What allauth asks of us as a provider of sign-in (OpenID Connect): who we are, which keys, what a system is told.

Everything is the council's of the address: a client, a number or a token of another council is none here.
"""

from collections.abc import Iterable
from typing import Any, Literal

from allauth.core import context
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import PrivateKey
from django.contrib.auth import get_user_model

from frontdesk.domains.partners import queries
from frontdesk.kernel import clock, links, signing


class Provider(DefaultOIDCAdapter):
    """allauth's questions about the provider."""

    def get_issuer(self) -> str:
        """The council's own address: each council is a provider of its own."""
        return links.absolute(context.request.council.code, "")

    def get_user_sub(self, client: Any, user: Any) -> str:
        """The number that means the customer at this system and nowhere else; NotAllowed where nothing lets them in."""
        return queries.subject_of(context.request.council.id, client.pk, user.pk)

    def get_user_by_sub(self, client: Any, sub: str) -> Any:
        """The sign-in that the number means, while it opens anything."""
        user = queries.user_of(context.request.council.id, client.pk, sub)
        return get_user_model().objects.filter(pk=user, is_active=True).first() if user is not None else None

    def get_claims(
        self, purpose: Literal["id_token", "userinfo"], user: Any, client: Any, scopes: Iterable[str],
        email: str | None = None, **kwargs: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """The number alone in the token that passes through browsers; the rest where the system asks for it itself."""
        claims: dict[str, Any] = {"sub": self.get_user_sub(client, user)}
        if purpose == "userinfo":
            claims |= queries.claims_of(context.request.council.id, user.pk, scopes)
        return claims

    def list_private_keys(
        self, *, did_activate: Literal[True] | None = None, is_active: Literal[True] | None = None
    ) -> list[PrivateKey]:
        """The installation's keys."""
        now = clock.now()
        return [
            PrivateKey(pem=each.pem, not_before=each.signs_from, expires_at=each.ends_at, issued_at=each.known_at)
            for each in signing.living()
            if not did_activate or each.signs_from is None or each.signs_from <= now
        ]
