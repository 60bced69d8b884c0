"""The key of one press: a page's hidden key, together with what was typed on that page."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

LONGEST = 64
"""So much of a page's own key counts: ours are shorter, and the index of keys takes no page of text."""
NOT_TYPED = ("csrfmiddlewaretoken", "key")
"""What a form sends that nobody typed."""


def new_key() -> str:
    """The key of one page with a form that makes something: sent twice, it makes one."""
    return secrets.token_urlsafe(12)


def press_key(request: HttpRequest, **besides: object) -> str | None:
    """The key to hand to a verb: the same press twice has one key; other words sent from the same old page another.

    Names and sizes of files count as typed, and so does what is given `besides`. None where the page has no key.
    """
    key = request.POST.get("key")
    return f"{key[:LONGEST]}:{_digest(request, besides)}" if key else None


def _digest(request: HttpRequest, besides: Mapping[str, object]) -> str:
    words = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_TYPED)
    files = sorted((name, [(each.name, each.size) for each in sent]) for name, sent in request.FILES.lists())
    told: list[Any] = [words, files, sorted((name, str(value)) for name, value in besides.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
