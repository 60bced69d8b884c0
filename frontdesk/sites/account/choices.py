"""What we write about and how the customer hears of it; what is needed is told, and is not theirs to switch off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.notifications import actions, queries
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.sites.account.messages import mine
from frontdesk.sites.account.request import who, with_record

WAYS = {
    "email": "By email",
    "text": "By text message, where we have your mobile number",
    "letter": "By post",
    "none": "Do not write to me about this",
}


@with_record
@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Each topic with its ways; kept together."""
    council, actor = who(request)
    found = queries.choices_of(council.id, mine(actor))
    if request.method != "POST":
        return render(request, "site_account/choices.jinja", {"found": found, "ways": WAYS})
    try:
        for each in found:
            actions.choose(actor, topic=each.topic.code, way=request.POST.get(each.topic.code, each.way))
        messages.success(request, "Your choices are kept.")
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("site_account:choices")
