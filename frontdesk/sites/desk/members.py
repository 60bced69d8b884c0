"""Who works for the council: taken on, changed, let go. For administrators; nobody changes their own rights."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import actions, queries
from frontdesk.domains.access.types import Invitation, Membership
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import MANAGES, Request, staff
from frontdesk.sites.desk.names import ROLES

_TO = "site_desk:members"
_STEPS: Mapping[str, tuple[Callable[..., None], str]] = {
    "again": (actions.ask_again, "The invitation is sent again."),
    "withdraw": (actions.end_invitation, "The invitation is withdrawn. The sign-in opens nothing here."),
}


@staff(*MANAGES)
def members(request: Request) -> HttpResponse:
    """Everybody who works here: name, email, what they do, their teams."""
    council = request.actor.council
    found = queries.members(council)
    emails = queries.emails_of(council, [each.user for each in found])
    teams = {each.id: each.name for each in organisations.teams(council)}
    lines = [
        {
            "name": each.name,
            "email": emails.get(each.user, ""),
            "does": [ROLES[role][0] for role in ROLES if role in each.roles],
            "teams": sorted(teams[team] for team in each.teams if team in teams),
            "href": "" if each.user == request.actor.user else _address(each.user),
        }
        for each in found
    ]
    return page(request, "members", members=lines, asked=[_asked(each) for each in queries.invitations(council)])


@staff(*MANAGES)
def new_member(request: Request) -> HttpResponse:
    """Take somebody on."""

    def take(typed: QueryDict) -> str:
        email, name = typed.get("email", "").strip(), typed.get("name", "").strip()
        given = {"roles": typed.getlist("roles"), "teams": typed.getlist("teams")}
        as_one(request, lambda: actions.take_on(request.actor, email=email, name=name, **given))
        return f"{name} is asked by email to {email}. They work here once they have said yes."

    return ask(request, "new_member", take, _TO, back=reverse(_TO), **_choices(request))


@staff(*MANAGES)
def member(request: Request, member: int) -> HttpResponse:
    """Change what somebody does, their teams or the name colleagues know."""
    found = _found(request, member)
    teams = organisations.teams(request.actor.council)
    known = QueryDict(mutable=True)
    known["name"] = found.name
    known.setlist("roles", sorted(found.roles))
    known.setlist("teams", [each.code for each in teams if each.id in found.teams])

    def take(typed: QueryDict) -> str:
        name, roles = typed.get("name", "").strip(), typed.getlist("roles")
        actions.set_member(request.actor, user=member, name=name, roles=roles, teams=typed.getlist("teams"))
        return f"What {name} does is changed. Open work that is no longer theirs goes to a colleague."

    return ask(request, "member", take, _TO, known=known, **_whole(request, found))


@staff(*MANAGES)
def end_member(request: Request, member: int) -> HttpResponse:
    """Let somebody go, after a page that says what becomes of their work."""
    found = _found(request, member)

    def take(typed: QueryDict) -> str:
        actions.end_member(request.actor, user=member)
        return f"{found.name} works here no longer. Their open work goes to colleagues."

    return ask(request, "end_member", take, _TO, **_whole(request, found))


@staff(*MANAGES)
def second_step(request: Request, member: int) -> HttpResponse:
    """Take away a second step and passkeys that somebody has lost."""
    found = _found(request, member)

    def take(typed: QueryDict) -> str:
        actions.end_second_step(request.actor, user=member)
        return f"{found.name} signs in without a second step until they set up a new one."

    return ask(request, "second_step", take, _TO, **_whole(request, found))


@staff(*MANAGES)
def invitation(request: Request, asked: int, step: str) -> HttpResponse:
    """Send an invitation again (`again`), or withdraw it (`withdraw`)."""
    if request.method != "POST" or step not in _STEPS:
        raise NotFound("We could not find that page.")
    verb, said = _STEPS[step]
    verb(request.actor, user=asked)
    return done(request, said, _TO)


def _asked(each: Invitation) -> dict[str, Any]:
    does = [ROLES[role][0] for role in ROLES if role in each.roles]
    return {"user": each.user, "name": each.name, "email": each.email, "does": does, "since": each.asked_at}


def _found(request: Request, user: int) -> Membership:
    """The member, but not oneself: nobody changes their own rights."""
    found = next((each for each in queries.members(request.actor.council) if each.user == user), None)
    if found is None or user == request.actor.user:
        raise NotFound("We could not find that colleague. Nobody changes their own rights: ask another administrator.")
    return found


def _whole(request: Request, found: Membership) -> dict[str, Any]:
    email = queries.emails_of(request.actor.council, [found.user]).get(found.user, "")
    return {"member": found, "email": email, "back": reverse(_TO), **_choices(request)}


def _choices(request: Request) -> dict[str, Any]:
    return {"roles": ROLES, "teams": {each.code: each.name for each in organisations.teams(request.actor.council)}}


def _address(user: int) -> str:
    return reverse("site_desk:member", kwargs={"member": user})
