"""Many requests at once, for figures: rows as the verbs would leave them, without the seconds that verbs take."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts.models import Contact, Matter
from frontdesk.domains.organisations import actions as changing
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests.models import Request, RequestContact
from frontdesk.domains.services.models import Service, ServiceVersion
from tests.support.cast import Cast

WARDS = ("mead", "hill", "staithe", "")
"""The last stands for a ward that is not known; `set_areas` puts the first two together."""
CHANNELS = {"web": 8, "phone": 5, "visit": 2, "email": 2, "kiosk": 1, "letter": 1}
SIDES = {"completed": 7, "open": 2, "neither": 1}
BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)


def make_requests(
    cast: Cast, number: int, *, seed: int, council: int | None = None, services: Sequence[str] = ("bins", "roads")
) -> None:
    """`number` requests over 90 days, of services published already or without a form; a contact and matter each."""
    council = council or cast.system.council
    pick = random.Random(seed)
    owner = access.open_sign_in(email="owner@council.example")
    team = organisations.teams(council)[0].id
    versions = [make_version(council, code) for code in services]
    contacts, matters, requests = [], [], []
    for n in range(number):
        service, version = pick.choice(versions)
        channel = pick.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        side = pick.choices(list(SIDES), list(SIDES.values()))[0]
        at = BEGIN + timedelta(days=pick.randrange(90), minutes=pick.randrange(400))
        ward = WARDS[n % len(WARDS)]
        contact = Contact(
            council_id=council, channel=channel, started_at=at, ended_at=at, done_at=at, local_day=at.date(),
            ward=ward, ward_of_request=bool(ward),
        )  # fmt: skip
        contacts.append(contact)
        matters.append(Matter(council_id=council, contact=contact, service=service, outcome="request-made"))
        course = _course(pick, side, at)
        requests.append(Request(
            council_id=council, reference=f"T{seed}-{n:05}", service=service, version_id=version, kind="report", tier=1,
            team_id=team, owner_id=owner if side == "open" else None, status="received" if side == "open" else "done",
            side=side, outcome="" if side == "open" else "done", channel=channel,
            digital=channel in ("web", "kiosk"), assisted=channel in ("web", "kiosk") and pick.random() < 0.2,
            received_at=at, local_day=at.date(), order_at=at, promise="bins", ward=ward, **course,
        ))  # fmt: skip
    Contact.objects.bulk_create(contacts)
    for matter, contact in zip(matters, contacts, strict=True):
        matter.contact_id = contact.pk
    Matter.objects.bulk_create(matters)
    Request.objects.bulk_create(requests)
    RequestContact.objects.bulk_create(
        RequestContact(council_id=council, request=request, contact=contact, matter=matter)
        for request, contact, matter in zip(requests, contacts, matters, strict=True)
    )


def set_areas(cast: Cast) -> None:
    """Two wards are a locality; one of them and a third have an area team."""
    areas = {
        "localities": [{"code": "west", "name": "West side", "wards": list(WARDS[:2])}],
        "area_teams": {"waste": [WARDS[0], WARDS[2]]},
    }
    council = organisations.council_by_id(cast.system.council)
    assert council is not None
    changing.set_council(code=council.code, values={"details": {**council.details, **areas}}, hosts=[])


def _course(pick: random.Random, side: str, at: datetime) -> dict[str, Any]:
    """How far one came: closed in time or late, open in time or late, waiting; some in a period begun anew too late."""
    due, missed = at + timedelta(days=pick.choice((4, 4, 40))), pick.random() < 0.06
    if side == "open":
        waits = pick.random() < 0.25
        return {"state": "waiting" if waits else "running", "due_at": None if waits else due, "missed": missed}
    closed = at + timedelta(days=pick.randrange(1, 6))
    return {
        "state": "stopped", "due_at": due, "missed": missed, "closed_at": closed, "kept": closed <= due and not missed
    }  # fmt: skip


def make_contact(
    cast: Cast, channel: str, services: tuple[str, ...], *, days: int = 0, answer: int | None = 0
) -> Contact:
    """One contact about some services, `days` after the first day; answered after `answer` seconds, None for never."""
    council, at = cast.system.council, BEGIN + timedelta(days=days)
    answered = None if answer is None else at + timedelta(seconds=answer)
    contact = Contact.objects.create(
        council_id=council, channel=channel, started_at=at, local_day=at.date(), handler_id=cast.dee.user,
        answered_at=answered, ended_at=at + timedelta(hours=1), done_at=at + timedelta(hours=1),
        ward=WARDS[days % len(WARDS)],
    )  # fmt: skip
    demands = ("failure", "value", "")
    Matter.objects.bulk_create(
        Matter(council_id=council, contact=contact, position=n, service=service, demand=demands[(days + n) % 3])
        for n, service in enumerate(services)
    )
    return contact


def make_version(council: int, code: str) -> tuple[str, int]:
    """A service with one version, made where it is missing: its code, and the version's id."""
    service, _ = Service.objects.get_or_create(
        council_id=council, code=code,
        defaults={"name": code, "summary": "", "kind": "report", "tier": 1, "group_name": "All", "owner": "waste",
                  "best": "web", "current": 1},
    )  # fmt: skip
    version, _ = ServiceVersion.objects.get_or_create(
        council_id=council, service=service, number=1, defaults={"source": "", "sha256": "", "published_at": BEGIN}
    )
    return code, version.pk
