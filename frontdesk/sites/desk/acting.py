"""Acting for others, at the desk: who may act for whom and on what evidence, relations, and a caller for somebody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.queries import Who
from frontdesk.domains.people.types.acting import (
    EVIDENCE,
    MEMBER,
    NUMBERS,
    ORGANISATIONS,
    OWNER,
    RELATIONS,
    USER,
    VERBAL,
    Authority,
    Standing,
    evidence_name,
    kin_name,
)
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import long_date, row_number
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.searching import kept, shown, without_words
from frontdesk.ui import words
from frontdesk.ui.typed import day_in

WAYS: Mapping[str, str] = {
    "acts": "Find whom they may act for",
    "helped": "Find who may act for them",
    "related": "Find who they have to do with",
}
"""Why somebody else is looked for on a customer's page: the words at the search."""
STANDS: Mapping[Standing, str] = {
    Standing.NOW: "In force",
    Standing.LATER: "Not yet",
    Standing.ASKED: "Asked, not answered yet",
    Standing.OVER: "Run out",
    Standing.ENDED: "Ended",
    Standing.DIED: "Over: one of them has died",
    Standing.STOPPED: "Stopped: a record was restricted. Somebody named on it may record it anew",
}


_STANDINGS: Mapping[str, Any] = {"now": Standing.NOW, "over": (Standing.OVER, Standing.ENDED)}


def page_of(person: int) -> str:
    """The address of what a customer has to do with others."""
    return reverse("site_desk:acting", kwargs={"person": person})


@staff(*SERVES)
def acting(request: Request, person: int) -> HttpResponse:
    """Whom a customer acts for, who acts for them, relations, and what they asked for in other people's names."""
    found, names = queries.who(request.actor, person, seen_on="acting for others"), service_names(request.actor)
    seen = queries.authorities_of(request.actor, person, before=row_number(request.GET.get("before")))
    return page(
        request,
        "acting",
        person=found,
        acts_for=[(each, _told(each, names)) for each in seen.acts_for],
        helped_by=[(each, _told(each, names)) for each in seen.helped_by],
        **_near(seen),
        asked=requests.asked_for_others(request.actor, found.cluster),
        records=request.actor.has(*WORKS),
        organisation=ORGANISATIONS.get(_kind(request, found), ""),
        is_caller=_calls(in_hand(request), found),
        **_STANDINGS,
    )


def _near(seen: queries.Between) -> dict[str, Any]:
    """A page of those they have to do with, and the address of the next one."""
    return {
        "relations": [(each, kin_name(each.kind, here=each.from_here)) for each in seen.relations],
        "older": f"?before={seen.after}" if seen.after else "",
    }


def _kind(request: Request, found: Who) -> str:
    return next(iter(queries.organisations_of(request.actor.council, found.cluster).values()), "")


def _told(each: queries.Acting, names: Mapping[str, str]) -> list[str]:
    """Its lines; what was written of the two stays out where the other one is restricted."""
    one = each.authority
    return lines(one.without_words() if each.hidden else one, names, each.standing)


def lines(one: Authority, names: Mapping[str, str], stands: Standing) -> list[str]:
    """What an authority says, line by line."""
    evidence = evidence_name(one.evidence)
    evidence += f" ({one.role})" if one.role else ""
    known = words.listed([names.get(code, code) for code in sorted(one.services)]) or "all services"
    until = "in one contact only" if one.contact else f"until {long_date(one.until)}" if one.until else one.why_no_end
    until = until or "without an end"
    told = [
        f"{evidence}. {one.words}".strip(),
        f"{'May look only' if one.sees_only else 'May look and ask'}: {known}",
        f"From {long_date(one.since)}, {until}",
        f"{STANDS[stands]}{f', {words.day_and_month(one.ended_at)}' if one.ended_at else ''}",
    ]
    return [*told, one.ended_why] if one.ended_why else told


def _calls(hand: Contact | None, person: Who) -> bool:
    """Whether the customer is the one in hand."""
    return hand is not None and hand.ended_at is None and hand.person in person.cluster


@staff(*SERVES)
def find(request: Request, person: int, way: str) -> HttpResponse:
    """Find the other one; each hit leads to what is to be recorded of both."""
    if way not in WAYS:
        raise NotFound("We could not find that page.")
    found = queries.who(request.actor, person, seen_on="acting for others")
    if request.method == "POST":
        return without_words(request)
    typed = kept(request, request.GET.get("search")) or ""
    hits = queries.search(request.actor, typed, limit=12) if len(typed) > 1 else []
    others = [each for each in hits if each.person not in found.cluster]
    leads = [{**each, "href": _next(way, person, each["person"]), "last": ""} for each in shown(request, others)]
    return page(request, "acting_find", person=found, heading=WAYS[way], typed=typed, hits=leads, back=page_of(person))


def _next(way: str, person: int, other: int) -> str:
    if way == "related":
        return reverse("site_desk:relate", kwargs={"person": person, "other": other})
    one, two = (person, other) if way == "acts" else (other, person)
    return reverse("site_desk:authority", kwargs={"person": one, "other": two})


@staff(*WORKS)
def authority(request: Request, person: int, other: int) -> HttpResponse:
    """Record that the first may act for the other, after looking at the evidence; or hear their yes in this call."""
    by, whose = _both(request, person, other)
    hand = in_hand(request)
    calls = _calls(hand, by)
    organisation = bool(queries.organisations_of(request.actor.council, whose.cluster))
    to = f"{reverse('site_desk:services')}?person={other}" if calls else page_of(person)
    context: dict[str, Any] = {"person": by, "other": whose, "kinds": _evidence(calls=calls, organisation=organisation),
               "organisation": organisation,
               "services": service_names(request.actor, with_form=True), "back": page_of(person)}  # fmt: skip

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _record(request, typed, person, other, hand.id if hand and calls else None))
        return _recorded(request, by, whose)

    return ask(request, "authority", take, to, **context)


def _recorded(request: Request, by: Who, whose: Who) -> str:
    """What was done, and what the adviser still has to do where no email tells the customer of it."""
    said = f"{by.name} may now act for {whose.name}."
    if queries.mail_of(request.actor.council, whose.id).address:
        return said
    return (
        f"{said} We have no email address for {whose.name}, so nothing tells them of it: tell them by letter or phone, "
        "so that a mistake comes out."
    )


def _evidence(*, calls: bool, organisation: bool) -> list[tuple[str, str, str]]:
    """What may be recorded, each with its name and what to look at; of an organisation whether owner or user."""
    if organisation:
        look = EVIDENCE[MEMBER].look
        spoken = (
            [
                (
                    VERBAL,
                    "Somebody who decides for it says yes in this contact",
                    "Speak with somebody who decides for the organisation and hear their yes",
                )
            ]
            if calls
            else []
        )
        return [*spoken, (f"{MEMBER}:{OWNER}", "Owner: acts for it, and lets others in online", look),
                (f"{MEMBER}:{USER}", "User: acts for it", look)]  # fmt: skip
    kinds = {code: each for code, each in EVIDENCE.items() if each.by_staff and code != MEMBER}
    return [(code, each.name, each.look) for code, each in kinds.items() if calls or code != VERBAL]


def _both(request: Request, person: int, other: int) -> tuple[Who, Who]:
    one, two = (queries.who(request.actor, each, seen_on="acting for others") for each in (person, other))
    return one, two


def _record(request: Request, typed: QueryDict, person: int, other: int, contact: int | None) -> int:
    evidence, _, role = typed.get("evidence", "").partition(":")
    services = _chosen(typed.getlist("services"), service_names(request.actor, with_form=True))
    if typed.get("scope") == "some" and not services:
        raise Refusal("Choose the services it is for.", field="services")
    return people.record_authority(
        request.actor,
        person=other,
        by=person,
        evidence=evidence,
        services=services if typed.get("scope") == "some" else (),
        sees_only="sees_only" in typed,
        until=day_in(typed, "until", "Enter a day like 31 12 2027."),
        why_no_end=typed.get("why_no_end", ""),
        words=typed.get("words", ""),
        contact=contact if evidence == VERBAL else None,
        role=role,
    )


def _chosen(codes: Iterable[str], known: Mapping[str, str]) -> list[str]:
    return [code for code in codes if code in known]


@staff(*WORKS)
def end_authority(request: Request, person: int, authority: int) -> HttpResponse:
    """End it, and say why: from that moment it opens nothing."""
    found = queries.who(request.actor, person, seen_on="acting for others")
    one = queries.authority(request.actor, person, authority)
    if one is None:
        raise NotFound("We could not find that.")
    told = _told(one, service_names(request.actor))[:3]

    def take(typed: QueryDict) -> str:
        people.end_authority(request.actor, authority=authority, why=typed.get("why", ""))
        return "It is ended. It opens nothing any more."

    return ask(request, "end_authority", take, page_of(person), person=found, told=told, back=page_of(person))


@staff(*SERVES)
def relate(request: Request, person: int, other: int) -> HttpResponse:
    """Record how the two stand to each other; it lets nobody do anything."""
    one, two = _both(request, person, other)

    def take(typed: QueryDict) -> str:
        kind, _, turned = typed.get("kind", "").partition(":")
        first, second = (other, person) if turned else (person, other)
        as_one(request, lambda: people.relate(request.actor, person=first, other=second, kind=kind))
        return "The relation is recorded."

    context: dict[str, Any] = {"person": one, "other": two, "kinds": _kinds(), "back": page_of(person)}
    return ask(request, "relate", take, page_of(person), **context)


def _kinds() -> list[tuple[str, str]]:
    """Each relation from both sides, as the form sends it and as it is said."""
    said: list[tuple[str, str]] = []
    for code, kin in RELATIONS.items():
        said.append((code, kin.name))
        if kin.other != kin.name:
            said.append((f"{code}:other", kin.other))
    return said


@staff(*WORKS)
def new_organisation(request: Request) -> HttpResponse:
    """Make a record of an organisation; then say who acts for it."""
    made: list[int] = []

    def take(typed: QueryDict) -> str:
        made.append(as_one(request, lambda: _organisation(request, typed)))
        return "The record is made. Say now who may act for it."

    known = {"kinds": ORGANISATIONS, "registers": NUMBERS}
    answer = ask(request, "new_organisation", take, "site_desk:home", **known)  # type: ignore[arg-type]
    if made:
        answer["Location"] = page_of(made[0])
    return answer


def _organisation(request: Request, typed: QueryDict) -> int:
    boxes = ("name", "kind", "email", "phone", "address", "register", "number")
    return people.create_organisation(request.actor, **{name: typed.get(name, "").strip() for name in boxes})


@staff(*SERVES)
@require_POST
def end_relation(request: Request, person: int, relation: int) -> HttpResponse:
    """It is so no longer."""
    queries.who(request.actor, person, seen_on="acting for others")
    people.end_relation(request.actor, relation=relation)
    return done(request, "The relation is ended.", page_of(person))


def refuse_stranger(request: Request, hand: Contact, person: int | None, service: str) -> None:
    """Refusal where the caller is somebody else than the customer a form is begun for, and may not act for them."""
    if person is None or hand.person is None or person in queries.cluster(request.actor.council, hand.person):
        return
    if queries.authority_of(request.actor.council, hand.person, person, service=service, contact=hand.id) is None:
        raise Refusal(
            "The caller is somebody else, and we have no word that they may act for this customer here. Record it "
            "first, or start the service for the caller.",
            field="acting",
        )
