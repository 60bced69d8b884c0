"""People I act for: who they are, what was asked for in their name, starting something for them; and being asked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.cards import queries as cards
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.queries import Acting
from frontdesk.domains.people.types.acting import OWNER, Authority
from frontdesk.domains.requests import actions
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Listing
from frontdesk.kernel import limits
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui import words
from frontdesk.ui.presses import new_key, press_key

_TOO_MANY = "You have asked many people today. Try again tomorrow, or contact us."
_GONE = "You do not act for this person, or not any more."
_DO: Mapping[str, Callable[[Actor, int, str, str], object]] = {
    "answer": lambda actor, id, said, key: actions.answer_question(actor, request=id, answer=said, key=key),
    "add": lambda actor, id, said, key: actions.add_words(actor, request=id, words=said, key=key),
    "dispute": lambda actor, id, said, key: actions.dispute(actor, request=id, words=said, key=key),
}


def lines(actor: Actor, one: Authority) -> list[str]:
    """What an authority says, to either of the two."""
    known = {each.code: each.name for each in services.catalogue(actor)}
    what = words.listed([known.get(code, code) for code in sorted(one.services)]) or "everything"
    until = f"Until {words.day_and_month(one.until)}" if one.until else f"No end: {one.why_no_end}"
    return [f"{'Only to look at' if one.sees_only else 'To ask and to look'}: {what}", until]


@signed_in
def acting(request: HttpRequest) -> HttpResponse:
    """The people one acts for, and who has asked one to."""
    _, actor = who(request)
    found, asked = queries.acted_for(actor), queries.asked_of(actor)
    organisations = queries.organisations_of(actor.council, [each.other or 0 for each in found])
    told = [(each, lines(actor, each.authority)) for each in found]
    page = {
        "found": [each for each in told if each[0].other not in organisations],
        "organisations": [each for each in told if each[0].other in organisations],
        "asked": asked,
    }
    return render(request, "site_account/acting.jinja", page)


@signed_in
def acted(request: HttpRequest, person: int) -> HttpResponse:
    """One of them: requests, forms begun, and what can be started."""
    _, actor = who(request)
    mine = _of(actor, person)
    known = requests.requests_acted(actor, person)
    page = {
        "name": mine[0].name,
        "person": mine[0].other,
        "mine": [(each.authority, lines(actor, each.authority)) for each in mine],
        "open": [one for one in known if one.closed_at is None],
        "past": [one for one in known if one.closed_at is not None],
        "drafts": forms.acted_drafts(actor, person),
        "owns": queries.owns(actor, person),
        "posts": _posts(actor, person, mine[0].other or 0),
        "start": _offered(actor, person),
    }
    return render(request, "site_account/acted.jinja", page)


def _posts(actor: Actor, person: int, front: int) -> bool:
    """Whether there are offers to post: for an organisation, by whoever acts for it in all."""
    cards_here = bool(cards.kinds_of(actor.council) and queries.organisations_of(actor.council, [front]))
    return cards_here and queries.acts_in_all(actor, person)


def _offered(actor: Actor, person: int) -> list[Listing]:
    """The services that can be started for them online."""
    scope = queries.scope_of(actor, person, doing=True)
    listed = [each for each in services.catalogue(actor) if each.online and not each.restricted and each.tier != 4]
    return [each for each in listed if scope and scope.covers(person, each.code)]


def _of(actor: Actor, person: int) -> list[Acting]:
    """By what one acts for this person; NotFound where by nothing."""
    front = queries.head(actor.council, person)
    mine = [each for each in queries.acted_for(actor) if each.other == front]
    if not mine:
        raise NotFound(_GONE)
    return mine


@signed_in
@require_http_methods(["GET", "POST"])
def acted_request(request: HttpRequest, person: int, acted_request: int) -> HttpResponse:
    """How one of their requests is going, and what can be said to it."""
    council, actor = who(request)
    progress, name = requests.progress_acted(actor, person, acted_request), _of(actor, person)[0].name
    errors, said = {}, request.POST.get("words", "")
    if request.method == "POST":
        try:
            _say(request, actor, acted_request, progress.may)
            return redirect("site_account:acted_request", person=person, acted_request=acted_request)
        except Refusal as refusal:
            errors = {"words": refusal.sentence}
    page = {"progress": progress, "name": name, "person": person, "errors": errors, "words": said, "key": new_key(),
            "sections": requests.copy_of(council.id, acted_request)}  # fmt: skip
    return render(request, "site_account/acted_request.jinja", page, status=400 if errors else 200)


def _say(request: HttpRequest, actor: Actor, acted_request: int, may: frozenset[str]) -> None:
    what = request.POST.get("do", "")
    if what not in _DO or what not in may:
        raise Refusal("Choose what you want to do.")
    _DO[what](actor, acted_request, request.POST.get("words", ""), press_key(request) or "")


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, authority: int) -> HttpResponse:
    """End it, from either side: asked on a page of its own, so that it is not pressed by mistake."""
    _, actor = who(request)
    mine = _endable(actor)
    if authority not in mine:
        raise NotFound("We could not find that. It may have ended already.")
    found, back = mine[authority]
    said = ""
    if request.method == "POST":
        try:
            return _ended(request, actor, authority, back)
        except Refusal as refusal:
            said = refusal.sentence
    page = {"found": found, "lines": lines(actor, found.authority), "back": back, "said": said}
    return render(request, "site_account/end_acting.jinja", page, status=400 if said else 200)


def _endable(actor: Actor) -> dict[int, tuple[Acting, str]]:
    """What one may end, by its id, and the page it stands on: one's own on either side, and members as an owner."""
    mine = {each.authority.id: (each, "acting") for each in queries.acted_for(actor)}
    mine |= {each.authority.id: (each, "helpers") for each in queries.helpers(actor)}
    for each in [each for each, _ in mine.values() if each.authority.role == OWNER and each.other]:
        if not queries.owns(actor, each.other or 0):
            continue  # an owner of before, or one who may only look, ends their own
        mine = {m.authority.id: (m, "acting") for m in queries.members_of(actor, each.other or 0)} | mine
    return mine


def _ended(request: HttpRequest, actor: Actor, authority: int, back: str) -> HttpResponse:
    people.end_authority(actor, authority=authority)
    messages.success(request, "It has ended. It opens nothing any more.")
    return redirect(f"site_account:{back}")


@signed_in
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, person: int) -> HttpResponse:
    """Who belongs to the organisation, for its owners: letting somebody in by email, and ending it."""
    _, actor = who(request)
    found = queries.members_of(actor, person)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _invited(request, actor, person)
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    name = next((each.name for each in queries.acted_for(actor) if each.other == person), "")
    page = {"found": found, "name": name, "person": person, "errors": errors, "typed": request.POST}
    return render(request, "site_account/members.jinja", page, status=400 if errors else 200)


def _invited(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    limits.count("invite_member", request.user.pk, most=20, seconds=86400, sentence=_TOO_MANY)
    typed = request.POST
    people.invite_member(actor, organisation=person, email=typed.get("email", ""), role=typed.get("role", ""))
    messages.success(request, "We have written to them. It opens nothing until they say yes.")
    return redirect("site_account:members", person=person)


@signed_in
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, authority: int) -> HttpResponse:
    """Somebody asks one to act for them: yes, or no. Opening the page changes nothing."""
    _, actor = who(request)
    found = next((each for each in queries.asked_of(actor) if each.authority.id == authority), None)
    if found is None:
        raise NotFound("Nobody asks you for this at the moment. It may have been taken back, or you said yes already.")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _answered(request, actor, found)
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    page: dict[str, Any] = {"found": found, "lines": lines(actor, found.authority), "errors": errors,
                            "asks_name": actor.person is None, "typed": request.POST.get("name", "")}  # fmt: skip
    return render(request, "site_account/asked_to_act.jinja", page, status=400 if errors else 200)


def _answered(request: HttpRequest, actor: Actor, found: Acting) -> HttpResponse:
    answer = request.POST.get("answer", "")
    if answer not in ("yes", "no"):
        raise Refusal("Choose one of the two buttons.", field="answer")
    people.answer_asked(actor, authority=found.authority.id, yes=answer == "yes", name=request.POST.get("name", ""))
    messages.success(request, f"You can now act for {found.name}." if answer == "yes" else "Thank you. You said no.")
    return redirect("site_account:acting")
