"""Is it alive, is it ready, how is it doing; and the error pages."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from frontdesk.config import roles
from frontdesk.kernel.jobs import failing_news


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """503 with the reasons until the database answers, the role is safe and migrations are applied."""
    problems = roles.problems()
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics for the machine itself: refused to addresses outside it, and behind a proxy."""
    outside = request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1", ""} or "HTTP_X_FORWARDED_FOR" in request.META
    if outside and not settings.DEMO:
        return HttpResponse(status=404)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        jobs = "".join(f'frontdesk_jobs{{status="{status}"}} {count}\n' for status, count in cursor.fetchall())
    failing = failing_news().items()
    news = "".join(f'frontdesk_news_failing{{reaction="{name}"}} {count}\n' for name, count in failing)
    gauges = f"# TYPE frontdesk_jobs gauge\n{jobs}# TYPE frontdesk_news_failing gauge\n{news}"
    body = generate_latest().decode() + gauges
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"ui/errors/{status}.jinja", {}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for a request we could not read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for what the person may not do."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for what is not there."""
    return _page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for somebody who tries too often (allauth looks it up)."""
    return _page(request, 429)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for our own failure."""
    return _page(request, 500)
