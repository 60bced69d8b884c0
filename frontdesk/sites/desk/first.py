"""The first page of those who serve no customers: what they look after, what they can do, where to go on."""

from collections.abc import Mapping
from typing import Any

from django.urls import get_script_prefix

from frontdesk.domains.access import queries as access
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.services import queries as services
from frontdesk.kernel import access_log, jobs, journal
from frontdesk.sites.desk.gate import Request
from frontdesk.ui import words

LOOKS = 50
"""Looks at restricted records that the page shows, the newest."""
SLOW = 300
"""Seconds after which work that waits says that nobody may be doing it."""


def sections(request: Request) -> dict[str, Any]:
    """What the page shows, by the names of its sections; none for those who have other work."""
    has = {
        "designing": ("designer", designing),
        "administering": ("administrator", administering),
        "protecting": ("data-protection-officer", protecting),
    }
    return {name: read(request) for name, (role, read) in has.items() if request.actor.has(role)}


def designing(request: Request) -> list[Mapping[str, Any]]:
    """The services of the council: which version customers get, since when, whose they are."""
    actor, teams = request.actor, {each.code: each.name for each in organisations.teams(request.actor.council)}
    found = services.published_each(actor.council, services.catalogue(actor))
    return [
        {
            "name": published.definition.name,
            "code": code,
            "href": f"{get_script_prefix()}service/{code}/",
            "version": published.number,
            "since": published.published_at,
            "team": teams.get(published.definition.owner, ""),
        }
        for code, published in found.items()
    ]


def administering(request: Request) -> Mapping[str, Any]:
    """How many work here and how many programs have a key; mail that reached nobody; how the work behind goes."""
    council, health = request.actor.council, jobs.health()
    return {
        "members": len(access.members(council)),
        "tokens": len(access.tokens(council)),
        "undelivered": notifications.number_undelivered(request.actor),
        "waiting": words.plural(health.waiting, "job"),
        "oldest": words.duration(health.oldest) if health.waiting else "",
        "slow": health.oldest > SLOW,
        "failed": health.failed,
        "failing": journal.failing(),
    }


def protecting(request: Request) -> Mapping[str, Any]:
    """Restricted customers: how many, and who looked at their records. Names only of those the officer may know."""
    council = request.actor.council
    restricted = people.restricted(request.actor)
    looks = access_log.looks_at(council, restricted, LOOKS) if restricted else []
    names = access.names_of(council, [each.user for each in looks if each.user is not None])
    called = people.called(request.actor, [each.person for each in looks]) if looks else {}
    return {
        "restricted": len(restricted),
        "looks": [
            {
                "at": each.seen_at,
                "who": names.get(each.user or 0, "") or "A program",
                "what": each.what.capitalize(),
                "whose": called[each.person].name if each.person in called else "",
            }
            for each in looks
        ],
    }
