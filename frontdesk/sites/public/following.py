"""Following a request by its signed link, without an account; and proving an email address."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as queries_of_people
from frontdesk.domains.requests import actions, queries
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.limits import count, visitor_of
from frontdesk.kernel.references import parse_reference
from frontdesk.sites.public.request import council_of
from frontdesk.ui.presses import new_key, press_key

_TOO_MANY = "There have been too many tries. Wait an hour, or contact us and give the reference."
PROVED_WITHIN = timedelta(days=7)
Files = list[tuple[str, bytes]]
Sent = dict[str, Any]
"""What comes with the words: the link, the key of the press, files."""
_DO: dict[str, Callable[[Actor, int, str, Sent], object]] = {
    "answer": lambda actor, request, words, sent: actions.answer_question(actor, request=request, answer=words, **sent),
    "add": lambda actor, request, words, sent: actions.add_words(actor, request=request, words=words, **sent),
    "dispute": lambda actor, request, words, sent: actions.dispute(
        actor, request=request, words=words, follow=sent["follow"], key=sent["key"]
    ),
}


def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Where the request is in plain words, and what the customer can do now."""
    council, actor = council_of(request)
    found = queries.request_of_link(council.id, token)
    errors, words = {}, ""
    if request.method == "POST":
        what, words = request.POST.get("do", ""), request.POST.get("words", "")
        try:
            _act(actor, found, what, words, _sent(request, token))
            return redirect("site_public:follow", token=token)
        except Refusal as refusal:
            errors = {f"{'files' if refusal.field == 'files' else 'words'}-{what}": refusal.sentence}
    context = _seen(council.id, found) | {"errors": errors, "words": words, "token": token}
    return render(request, "site_public/follow.jinja", context)


def _seen(council: int, found: int) -> dict[str, Any]:
    """Where it is, what was sent, and the files of one that is open."""
    progress = queries.progress(council, found)
    files = {"files": forms.uploads_of_request(council, found)} if progress.closed_at is None else {}
    return {
        "progress": progress, "sections": queries.copy_of(council, found), "key": new_key(), **files,
        "notice": notices.of_request(council, found),
    }  # fmt: skip


def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """ "I no longer need it": asked on a page of its own, so that it is neither pressed nor meant by mistake."""
    council, actor = council_of(request)
    found = queries.request_of_link(council.id, token)
    progress = queries.progress(council.id, found)
    error, words = "", request.POST.get("words", "")
    if "withdraw" not in progress.may:
        return redirect("site_public:follow", token=token)
    if request.method == "POST":
        try:
            actions.withdraw(actor, request=found, reason=words, follow=token)
            return redirect("site_public:follow", token=token)
        except Refusal as refusal:
            error = refusal.sentence
    context = {"progress": progress, "token": token, "error": error, "words": words}
    return render(request, "site_public/withdraw.jinja", context)


def find(request: HttpRequest) -> HttpResponse:
    """Ask for the link by a reference: it goes to the address on the record, and the page says the same each time."""
    _, actor = council_of(request)
    context = {"typed": request.POST}
    if request.method != "POST":
        return render(request, "site_public/find.jinja", context)
    reference, typed = request.POST.get("reference", ""), request.POST.get("typed", "")
    try:
        count("find_request.visitor", visitor_of(request), most=10, seconds=3600, sentence=_TOO_MANY)
        count("find_request.reference", _one_spelling(reference), most=5, seconds=3600, sentence=_TOO_MANY)
        actions.send_link(actor, reference=reference, typed=typed)
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.sentence}
        return render(request, "site_public/find.jinja", {**context, "errors": errors})
    return render(request, "site_public/link_sent.jinja", {})


def _one_spelling(typed: str) -> str:
    """The reference that was typed, however it was spelled; of what is none the plain letters and digits."""
    return parse_reference(typed) or "".join(filter(str.isalnum, typed.upper()))


def _act(actor: Actor, request: int, what: str, words: str, sent: Sent) -> None:
    if what not in _DO:
        raise Refusal("Choose what you want to do.")
    _DO[what](actor, request, words, sent)


def _sent(request: HttpRequest, token: str) -> Sent:
    return {"follow": token, "key": press_key(request), "files": sent_files(request)}


def sent_files(request: HttpRequest) -> Files:
    """The files chosen on the page: their names and content."""
    return [(sent.name or "", sent.read()) for sent in request.FILES.getlist("files")]


def prove(request: HttpRequest, token: str) -> HttpResponse:
    """A button proves the address: only opening the link changes nothing, because link scanners open links."""
    council, actor = council_of(request)
    found, point, sent_at = links.read(token, "prove", max_age=PROVED_WITHIN)
    if found != council.id:
        raise NotFound("We could not find that address.")
    queries_of_people.refuse_called_back_proof(council.id, point, sent_at)
    if request.method == "POST":
        people.prove_contact_point(actor, point=point)
        return render(request, "site_public/proved.jinja", {})
    return render(request, "site_public/prove.jinja", {})
