"""Is it alive, is it ready; and the error pages."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from frontdesk.config import roles

FRESH_SECONDS = 3.0
_API = "/api/v1/"
_TOLD_PROGRAMS = {
    400: ("unreadable", "We could not read what you sent, or it is too long."),
    404: ("not-found", "There is nothing at this address. See /api/v1/openapi.json for what there is."),
    500: ("broken", "Something went wrong here. Try again later, with the same Idempotency-Key."),
}
_checked: tuple[float, list[str]] = (-FRESH_SECONDS, [])


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """503 with the reasons until the database answers, the role is safe and migrations are applied.

    Anybody may ask, so it is worked out once in a few seconds.
    """
    global _checked
    if time.monotonic() - _checked[0] > FRESH_SECONDS:
        _checked = (time.monotonic(), roles.problems())
    problems = _checked[1]
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for people; programs that call the API get the document of all its errors."""
    if request.path_info.startswith(_API) and status in _TOLD_PROGRAMS:
        code, sentence = _TOLD_PROGRAMS[status]
        return JsonResponse({"code": code, "sentence": sentence, "field": None, "errors": {}}, status=status)
    return render(request, f"ui/errors/{status}.jinja", {}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for a request we could not read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for what the person may not do."""
    return _page(request, 403)


def unsure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form of which we cannot tell that it comes from our own page (Django's check against forgery)."""
    sentence = (
        "Nothing was sent. We could not tell that it came from your own page: you may have signed in or out in the"
        " meantime, or your browser takes no cookies from us. Go back, copy what you typed, refresh the page and send"
        " it again."
    )
    return render(request, "ui/errors/403.jinja", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for what is not there."""
    return _page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for somebody who tries too often (allauth looks it up)."""
    return _page(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for our own failure."""
    return _page(request, 500)
