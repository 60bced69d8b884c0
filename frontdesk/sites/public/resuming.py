"""Coming back to a saved form: the link opens a page, a button sends the code, the code opens the form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import actions
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.public import keys
from frontdesk.sites.public.request import council_of


def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (link scanners open links): its buttons send the code and enter it."""
    _, actor = council_of(request)
    draft = actions.draft_of_link(actor, token)
    if keys.key_of(request, draft):
        return redirect("site_public:form", draft=draft)
    if request.method != "POST":
        return render(request, "site_public/resume.jinja", {})
    if request.POST.get("do") == "send":
        return _send(request, token)
    return _enter(request, token)


def _send(request: HttpRequest, token: str) -> HttpResponse:
    _, actor = council_of(request)
    try:
        sent_to = actions.send_code(actor, token=token)
    except Refusal as refusal:
        return render(request, "site_public/resume.jinja", {"errors": {"": refusal.sentence}})
    return render(request, "site_public/resume_code.jinja", {"sent_to": sent_to, "minutes": 30})


def _enter(request: HttpRequest, token: str) -> HttpResponse:
    _, actor = council_of(request)
    try:
        started = actions.resume_draft(actor, token=token, code=request.POST.get("code", ""))
    except Refusal as refusal:
        context = {"errors": {"code": refusal.sentence}, "code": request.POST.get("code", "")}
        return render(request, "site_public/resume_code.jinja", context)
    keys.hold(request, started.draft, started.key)
    return redirect("site_public:form", draft=started.draft)
