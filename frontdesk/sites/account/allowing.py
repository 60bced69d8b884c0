"""The page between our sign-in and an outside system: what it will be told, yes or no. Then one goes back there.

Checked here before the library looks: the system is this council's, it asked to come back to an address that it
registered (to the letter), by a code with proof of possession (PKCE, S256), and the customer may be signed in there.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.idp.oidc.views import AuthorizationView
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdesk.domains.partners import actions, queries
from frontdesk.domains.partners.types import EMAIL, NAME, OPENID, SCOPES, OutsideSystem
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.account.request import of_council, who

HERE = "signed_in_now"
"""Stands in the address of somebody who has just signed in: a browser lets no form lead to another site by itself, so
they press once more."""
_UNKNOWN = "This link to us is not right. Go back to the service you came from and try again, or contact us."


class Allow(AuthorizationView):
    """The library's view with our checks in front."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or pass on at once whoever agreed to the same before."""
        asked = request.GET
        system = _system(request, asked.get("client_id", ""), asked.get("redirect_uri", ""))
        if system is None:
            return _refused(request, _UNKNOWN, 400)
        if fault := _fault(request, asked, system):
            return _back(asked, fault)
        if (refused := self._login_required(request)) or (refused := _kept_out(request)):
            return refused
        answer: Any = super().get(request, *args, **kwargs)
        if getattr(answer, "context_data", None) is None:
            return _plain(answer)
        known = queries.agreed(who(request)[1], system)
        if known is not None and {*self._scopes} <= {*known.scopes} and HERE not in asked:
            form = self.form_class({"scopes": self._scopes, "request": "known"}, **self._bare())
            return self.form_valid(form) if form.is_valid() else _plain(answer)
        answer._csp_update = {"form-action": [_origin(asked["redirect_uri"])]}
        return _plain(answer)

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep what was agreed to, then send them back with a code."""
        system = self._its_own()
        if system is None:
            return _refused(self.request, _UNKNOWN, 400)
        if refused := _kept_out(self.request):
            return refused
        actions.agree(who(self.request)[1], system=system, scopes=form.cleaned_data["scopes"])
        return _plain(super().form_valid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page says: the system, and what it will be told, in the customer's own words where there are any."""
        council, actor = who(self.request)
        own = queries.claims_of(council.id, actor.user or 0, self._scopes)
        values = {NAME: own.get("name", ""), EMAIL: own.get("email", "")}
        told = [(SCOPES[each], values.get(each, "")) for each in SCOPES if each in self._scopes]
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"system": self._its_own(), "told": told, "scopes": self._scopes}

    def _login_required(self, request: HttpRequest) -> HttpResponse | None:
        if not request.user.is_authenticated:
            where = f"{request.get_full_path()}&{HERE}=yes"
            return redirect_to_login(where, reverse("account_login"))
        return super()._login_required(request)  # type: ignore[no-any-return]

    def _respond_with_access_denied(self) -> HttpResponse:
        if self._its_own() is None:
            return _refused(self.request, _UNKNOWN, 400)
        return _plain(super()._respond_with_access_denied())

    def _its_own(self) -> OutsideSystem | None:
        told = self._request_info
        return _system(self.request, told.get("client_id", ""), told.get("redirect_uri", ""))

    def _bare(self) -> Mapping[str, Any]:
        return {"requested_scopes": self._scopes, "user": self.request.user}


allow = of_council(Allow.as_view())


def _system(request: HttpRequest, client: str, back: str) -> OutsideSystem | None:
    """The system of this council that asks, where it asks to come back to an address of its own."""
    found = queries.system_of_client(who(request)[0].id, client)
    return found if found is not None and back in found.returns else None


def _origin(address: str) -> str:
    """What the page's policy names: scheme, host and port of the address that one goes back to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _plain(answer: Any) -> HttpResponse:
    """The library's answer, which it gives without a type."""
    found: HttpResponse = answer
    return found


def _fault(request: HttpRequest, asked: Mapping[str, str], system: OutsideSystem) -> str:
    """The provider's name of what is wrong with a call, '' when nothing is."""
    wanted = asked.get("scope", "").split()
    if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge") or "request" in asked:
        return "invalid_request"
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    if OPENID not in wanted or not {*wanted} <= {*system.scopes}:
        return "invalid_scope"
    if "none" in asked.get("prompt", "").split():
        return "interaction_required" if request.user.is_authenticated else "login_required"
    return ""


def _back(asked: Mapping[str, str], fault: str) -> HttpResponse:
    state = {"state": asked["state"]} if asked.get("state") else {}
    joined = "&" if "?" in asked["redirect_uri"] else "?"
    address = f"{asked['redirect_uri']}{joined}{urlencode({'error': fault} | state)}"
    return HttpResponse(status=302, headers={"Location": address})


def _kept_out(request: HttpRequest) -> HttpResponse | None:
    """The page for somebody who is not signed in to outside systems; None for all others."""
    try:
        queries.refuse_entry(who(request)[1])
    except Refusal as refusal:
        return _refused(request, refusal.sentence, 403)
    return None


def _refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "site_account/not_allowed.jinja", {"sentence": sentence}, status=status)
