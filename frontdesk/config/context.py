"""What every page gets beside its own context."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject


def page(request: HttpRequest) -> dict[str, Any]:
    """Council, actor and the settings that page furniture needs."""
    return {
        "request": request,
        "council": getattr(request, "council", None),
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "messages": get_messages(request),
        # Masked once a page, however many forms it has: Django's own is masked anew at each.
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }
