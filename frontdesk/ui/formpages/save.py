"""Save and come back later: ask for the email address, then say that the link is on its way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.forms import actions
from frontdesk.kernel.errors import Refusal
from frontdesk.ui.formpages.door import Door


def save(request: HttpRequest, door: Door) -> HttpResponse:
    """Ask where to send the link, send it, and say so."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    back = door.address("here", draft=draft.id)
    email = request.POST.get("email", "") or draft.email or str(draft.known.get("email") or "")
    context = {"email": email, "until": draft.kept_until, "back": back, "carry_on": back, "helps": door.helps}
    if request.method != "POST":
        return render(request, door.template("save"), context)
    try:
        saved = actions.save_for_later(door.actor, draft=draft.id, email=request.POST.get("email", ""), key=door.key)
        if door.helps and request.POST.get("offer") == "yes":
            actions.agree_to_help(door.actor, draft=draft.id, email=saved.email, key=door.key)
    except Refusal as refusal:
        return render(request, door.template("save"), {**context, "errors": {"email": refusal.sentence}})
    return render(request, door.template("saved"), {**context, "email": saved.email, "until": saved.kept_until})
