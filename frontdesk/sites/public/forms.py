"""Filling in a form on the public site: the shared form pages behind this site's door."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.places import actions as places
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Incomplete, LooksTheSame
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.limits import count, visitor_of
from frontdesk.kernel.words import row_number
from frontdesk.sites.public import acted, keys, promise
from frontdesk.sites.public.request import council_of
from frontdesk.ui import formpages

CHANNEL = "web"
NEW = "new"
MOST = {"help": 20, "begin": 120, "save": 20, "file": 60, "send": 60}
"""How often in ten minutes one network address may do it: the computers of a library share one."""


def _count(request: HttpRequest, what: str) -> None:
    if request.method == "POST":
        count(f"forms.{what}", visitor_of(request), most=MOST[what], seconds=600)


def _address(name: str, **parts: Any) -> str:
    return str(reverse(f"site_public:{_NAMES.get(name, name)}", kwargs=parts))


_NAMES = {
    "page": "form_page", "entry": "form_entry", "check": "form_check", "ending": "form_ending", "save": "form_save",
    "file": "form_file", "done": "form_done", "gone": "form_gone", "here": "form", "start": "form_start",
    "help": "form_help",
}  # fmt: skip


def door_of(request: HttpRequest, draft: int) -> formpages.Door:
    """This site's door to a draft."""
    _, actor = council_of(request)

    def look_up(postcode: str) -> tuple[Sequence[Any] | None, str]:
        try:
            found = places.look_up_addresses(actor, postcode=postcode, visitor=visitor_of(request)).addresses
            return formpages.offered(actor.council, draft, found), ""
        except Refusal as refusal:
            return None, refusal.sentence

    def more(found: Draft, page: Any) -> dict[str, Any]:
        return {"promise": promise.of_draft(found) if page is None else "", **acted.more(actor, found)}

    return formpages.Door(
        actor, draft, _address, look_up, _send, key=keys.key_of(request, draft), more=more,
        sealed=True, helps=True,
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a form: a draft of its own each time, so that a second submit can be told from a second report."""
    _, actor = council_of(request)
    _count(request, "begin")
    person = row_number(request.POST.get("for"))
    if person is not None and not request.user.is_authenticated:  # never somebody else's form as one for nobody
        return redirect_to_login(f"{reverse('site_public:service', kwargs={'code': code})}?for={person}")
    started = forms.start_draft(actor, service=code, channel=CHANNEL, person=person)
    keys.hold(request, started.draft, started.key)
    return redirect(_address("here", draft=started.draft))


def here(request: HttpRequest, draft: int) -> HttpResponse:
    """Go to where the form stands."""
    door = door_of(request, draft)
    found = door.read()
    return door.closed(found) or formpages.go_on(door, found, returning=True)


def start(request: HttpRequest, draft: int) -> HttpResponse:
    """Back from the first page: the service's own page."""
    found = door_of(request, draft).read()
    whom = f"?for={found.person}" if found.acted_by is not None else ""
    return redirect(reverse("site_public:service", kwargs={"code": found.service}) + whom)


def page(request: HttpRequest, draft: int, page: str) -> HttpResponse:
    """One question page."""
    if request.FILES:
        _count(request, "file")
    return formpages.page(request, door_of(request, draft), page)


def entry(request: HttpRequest, draft: int, page: str, n: int) -> HttpResponse:
    """One entry of a repeating group."""
    return formpages.entry(request, door_of(request, draft), page, n)


def check(request: HttpRequest, draft: int) -> HttpResponse:
    """Check the answers and send."""
    return formpages.check(request, door_of(request, draft))


def ending(request: HttpRequest, draft: int) -> HttpResponse:
    """An ending that takes nothing."""
    return formpages.ending(request, door_of(request, draft))


def save(request: HttpRequest, draft: int) -> HttpResponse:
    """Save and come back later."""
    _count(request, "save")
    return formpages.save(request, door_of(request, draft))


def help_(request: HttpRequest, draft: int) -> HttpResponse:
    """Get help with the form: ring us, be rung, or be written to once."""
    _count(request, "help")
    return formpages.help_(request, door_of(request, draft))


def file(request: HttpRequest, draft: int, file: str) -> HttpResponse:
    """A file of the form."""
    return formpages.file(door_of(request, draft), file)


def gone(request: HttpRequest, draft: int) -> HttpResponse:
    """The form ran out: what happened, and the way to begin again."""
    found = door_of(request, draft).read()
    context = {
        "heading": "This form has run out",
        "reason": "We keep an unfinished form for 28 days after you last worked on it. Then we delete what you wrote.",
        "begin_again": reverse("site_public:service", kwargs={"code": found.service}),
    }
    return render(request, "ui/forms/ended.jinja", context, status=410)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    _, actor = council_of(request)
    _count(request, "send")
    same = request.POST.get("same-as", "")
    try:
        receipt = requests.report_request(
            actor, draft=draft.id, channel=CHANNEL, same_as="" if same == NEW else same, even_if_same=same == NEW,
            draft_key=keys.key_of(request, draft.id),
        )  # fmt: skip
    except LooksTheSame as looks:
        unanswered = request.POST.get("asked") == "same-as" and not same
        return render(request, "site_public/same.jinja", {"near": looks.near, "draft": draft, "unanswered": unanswered})
    except Incomplete as incomplete:
        return redirect(_address("page", draft=draft.id, page=incomplete.page))
    if not receipt.taken:
        return redirect(_address("ending", draft=draft.id))
    return redirect(_address("done", draft=draft.id))


def done(request: HttpRequest, draft: int) -> HttpResponse:
    """The receipt, again and again for this browser."""
    door = door_of(request, draft)
    found = door.read()
    if found.request is None:
        return formpages.go_on(door, found)
    receipt = queries.receipt(door.actor.council, found.request)
    follow = acted.follow(door.actor, found, found.request, receipt.follow)
    context = {"receipt": receipt, "heading": receipt.title, "reference": receipt.reference, "follow": follow,
               "text": receipt.text, "next_step": receipt.next_step, "due_words": receipt.promise, "told": receipt.told,
               "to_prove": receipt.to_prove, "fee": receipt.fee,
               "sections": queries.copy_of(door.actor.council, found.request)}  # fmt: skip
    return render(request, "ui/forms/receipt.jinja", context)
