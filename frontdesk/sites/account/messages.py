"""Messages both ways: threads of requests and others, writing to the council, and everything we sent."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.contacts import actions as talks
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import actions, queries
from frontdesk.kernel import limits
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui.presses import new_key, press_key

PAGE = 25
_TOO_MANY = "You have written to us many times today. Ring us, or write again tomorrow."
_THANKS = "We have your message. You see our answer here, and we tell you by email that there is one."
_SAY: Mapping[str, Callable[[Actor, int, str, dict[str, Any]], object]] = {
    "answer": lambda actor, id, words, sent: actions.answer_question(actor, request=id, answer=words, **sent),
    "add": lambda actor, id, words, sent: actions.add_words(actor, request=id, words=words, **sent),
    "dispute": lambda actor, id, words, sent: actions.dispute(actor, request=id, words=words, key=sent["key"]),
}


def mine(actor: Actor) -> list[int]:
    """The customer's records; none before they have one."""
    return people.cluster(actor.council, actor.person) if actor.person is not None else []


@signed_in
@require_GET
def threads(request: HttpRequest) -> HttpResponse:
    """Every thread, those with something new first."""
    council, actor = who(request)
    cluster = mine(actor)
    found: list[tuple[str, int, Any]] = [
        *(("request_messages", each.request, each) for each in queries.threads_of(council.id, cluster)),
        *(("conversation", each.id, each) for each in contacts.conversations_of(council.id, cluster)),
    ]
    found.sort(key=lambda each: (each[2].new > 0, each[2].last_at), reverse=True)
    return render(request, "site_account/messages.jinja", {"found": found, "known": bool(cluster)})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write to the council: about one of one's requests, or about something else."""
    council, actor = who(request)
    if actor.person is None:
        messages.info(request, "Give us your name first, so that we know whom to answer.")
        return redirect("site_account:change")
    errors, begun = _tried(request, lambda: _begun(request, actor))
    if begun is not None:
        return begun
    known = queries.requests_of(council.id, mine(actor), limit=20)
    page = {"open": [one for one in known if one.may & {"add", "answer"}], "errors": errors, "typed": request.POST,
            "key": request.POST.get("key") or new_key(), "chosen": request.POST.get("about")}  # fmt: skip
    return render(request, "site_account/message_new.jinja", page, status=400 if errors else 200)


def _tried(request: HttpRequest, do: Callable[[], HttpResponse]) -> tuple[dict[str, str], HttpResponse | None]:
    """What came of the press: refusals by field, or the answer; neither where nothing was pressed."""
    if request.method != "POST":
        return {}, None
    try:
        return {}, do()
    except NotFound:
        raise
    except Refusal as refusal:
        return {refusal.field or "": refusal.sentence}, None


def _begun(request: HttpRequest, actor: Actor) -> HttpResponse:
    about, words = request.POST.get("about", ""), request.POST.get("words", "")
    if (number := row_number(about)) is not None:
        progress = queries.own_progress(actor, number)
        return _said(request, actor, progress.request, next(iter(progress.may & {"answer", "add"}), ""))
    if about != "else":
        raise Refusal("Choose what it is about.", field="about")
    limits.count("write_to_us", request.user.pk, most=30, seconds=86400, sentence=_TOO_MANY)
    subject, key = request.POST.get("subject", ""), press_key(request)
    begun = talks.write_to_us(actor, subject=subject, words=words, key=key)
    messages.success(request, _THANKS)
    return redirect("site_account:conversation", conversation=begun)


@signed_in
@require_http_methods(["GET", "POST"])
def of_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """The messages of one request, oldest first, and a box to write back."""
    council, actor = who(request)
    progress = queries.own_progress(actor, request_id)
    what = request.POST.get("do", "") if request.POST.get("do", "") in progress.may else ""
    errors, done = _tried(request, lambda: _said(request, actor, request_id, what))
    if done is not None:
        return done
    errors = {f"{'files' if field == 'files' else 'words'}-{what}": sentence for field, sentence in errors.items()}
    page = {"progress": progress, "said": queries.said_of(council.id, request_id), "errors": errors, "key": new_key(),
            "words": request.POST.get("words", "")}  # fmt: skip
    answer = render(request, "site_account/request_messages.jinja", page, status=400 if errors else 200)
    actions.mark_seen(actor, request=request_id)
    return answer


def _said(request: HttpRequest, actor: Actor, about: int, what: str) -> HttpResponse:
    _say(request, actor, about, what)
    return redirect("site_account:request_messages", request_id=about)


def _say(request: HttpRequest, actor: Actor, about: int, what: str) -> None:
    if what not in _SAY:
        raise Refusal("This cannot be answered here any more. Write to us about it as something new.", field="about")
    files = [(sent.name or "", sent.read()) for sent in request.FILES.getlist("files")]
    _SAY[what](actor, about, request.POST.get("words", ""), {"key": press_key(request), "files": files})
    messages.success(request, _THANKS)


@signed_in
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, conversation: int) -> HttpResponse:
    """Messages that are about no request, oldest first, and a box to write back."""
    _, actor = who(request)
    errors, done = _tried(request, lambda: _again(request, actor, conversation))
    if done is not None:
        return done
    errors = {"words-write": next(iter(errors.values()))} if errors else {}
    page = {"talk": contacts.own_conversation(actor, conversation), "errors": errors, "key": new_key(),
            "words": request.POST.get("words", "")}  # fmt: skip
    answer = render(request, "site_account/conversation.jinja", page, status=400 if errors else 200)
    talks.mark_seen(actor, conversation=conversation)
    return answer


def _again(request: HttpRequest, actor: Actor, conversation: int) -> HttpResponse:
    limits.count("write_to_us", request.user.pk, most=30, seconds=86400, sentence=_TOO_MANY)
    words, key = request.POST.get("words", ""), press_key(request)
    talks.write_again(actor, conversation=conversation, words=words, key=key)
    messages.success(request, _THANKS)
    return redirect("site_account:conversation", conversation=conversation)


@signed_in
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Everything we sent by email and text, newest first, as long as its words are kept."""
    council, actor = who(request)
    before = row_number(request.GET.get("before"))
    found = notifications.sent_to(council.id, mine(actor), before=before, limit=PAGE + 1)
    page = {"found": found[:PAGE], "next": found[PAGE - 1].id if len(found) > PAGE else None}
    return render(request, "site_account/messages_sent.jinja", page)
