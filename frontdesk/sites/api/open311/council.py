"""Which council a call means: by host, /c/<council>/ prefix or jurisdiction_id (DESIGN, "Which council")."""

from typing import Any
from urllib.parse import urlsplit

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.kernel.errors import NotFound, Refusal


def council_of(request: Any) -> Council:
    """The council of a call.

    A jurisdiction_id that we do not know, or that is not the one whose address was called, is NotFound. Where neither
    the address nor the argument names a council, the installation's default one is meant, or its only one; else
    Refusal.
    """
    named = (request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or "").strip()
    by_address = _by_address(request)
    if not named:
        found = by_address or request.council or _only()
        if found is None:
            raise Refusal("Say which council you mean: send jurisdiction_id.", field="jurisdiction_id")
        return found
    found = jurisdiction(named)
    if found is None or (by_address is not None and by_address.id != found.id):
        raise NotFound("We do not serve the jurisdiction_id that you sent.")
    return found


def jurisdiction(named: str) -> Council | None:
    """The council with this code, or whose web address this is (with or without www)."""
    host = named.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    plain = host.removeprefix("www.")
    found = organisations.council_by_code(plain) or next(
        filter(None, map(organisations.council_by_host, (plain, f"www.{plain}"))), None
    )
    if found is not None or "." not in plain:
        return found
    fits = (c for c in organisations.councils() if _host(c.website).removeprefix("www.") == plain)
    return next(fits, None)


def _host(website: str) -> str:
    return (urlsplit(website if "//" in website else f"//{website}").hostname or "").lower()


def _by_address(request: Any) -> Council | None:
    """The council that the address itself names, by prefix or host, not by default."""
    if request.council is not None and request.council.prefix:
        return request.council  # type: ignore[no-any-return]
    return organisations.council_by_host(request.get_host().partition(":")[0])


def _only() -> Council | None:
    every = organisations.councils()
    return every[0] if len(every) == 1 else None
