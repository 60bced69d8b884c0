"""What this domain holds on people: for subject access and erasure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.queries.helping import kind_of_need
from frontdesk.domains.people.rules.reasons import HOWS
from frontdesk.domains.people.rules.signs import SIGNS
from frontdesk.domains.people.types.needs import CONSENTS, SOURCES, WHY_ENDED
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Everything by which we know and reach these people, in plain words."""
    mine = {"council_id": council, "person_id__in": people}
    for one in models.Person.objects.filter(council_id=council, id__in=people).order_by("id"):
        yield {
            "what": "Your record",
            "name": one.name,
            "given_name": one.given,
            "family_name": one.family,
            "date_of_birth": one.date_of_birth,
            "preferred_channel": one.preferred_channel,
            "preferred_language": one.preferred_language,
            "restricted_to_named_staff": one.restricted,
            "source": one.source,
            "created_at": one.created_at,
            "joined_to_another_record_at": one.merged_at,
            "details_removed_at": one.removed_at,
        }
    for point in models.ContactPoint.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Contact detail",
            "kind": point.kind,
            "value": point.value,
            "source": point.source,
            "how_sure": point.certainty,
            "added_at": point.added_at,
            "proved_at": point.verified_at,
            "proved_how": point.verified_how,
            "ended_at": point.ended_at,
        }
    for place in models.PersonAddress.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Address",
            "address": place.line,
            "postcode": place.postcode,
            "property_number": place.uprn,
            "source": place.source,
            "since": place.since,
            "until": place.until,
            "added_at": place.added_at,
        }
    yield from _needs(council, people)
    yield from _known_elsewhere(council, people)
    yield from _joins(council, people)


def _known_elsewhere(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Their sign-ins, and the numbers by which other systems know them."""
    mine = {"council_id": council, "person_id__in": people}
    for link in models.SignInLink.objects.filter(**mine, confirmed_at__isnull=False).order_by("id"):
        yield {
            "what": "Your sign-in",
            "email": sign_ins.email_of(link.user_id),
            "linked_at": link.linked_at,
            "confirmed_at": link.confirmed_at,
            "how": {"code": "By a code sent to you", "staff": "By staff", "own": "By you"}.get(link.how, link.how),
        }
    for known in models.Identity.objects.filter(**mine).order_by("id"):
        yield {"what": "Number in another system", "system": known.system, "number": known.value}


def _joins(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Which records were joined, and who was thought to be the same customer: never whose the other record is."""
    joined = models.Join.objects.filter(Q(person_id__in=people) | Q(into_id__in=people), council_id=council)
    for join in joined.order_by("id"):
        yield {
            "what": "Records joined",
            "how": HOWS.get(join.how, ""),
            "why": join.why,
            "joined_at": join.joined_at,
            "parted_at": join.undone_at,
            "why_parted": join.undone_why,
        }
    pairs = models.JoinProposal.objects.filter(Q(lower_id__in=people) | Q(higher_id__in=people), council_id=council)
    for pair in pairs.order_by("id"):
        yield {
            "what": "Compared with another record, which may be yours too",
            "came_to": pair.state,
            "how_likely": pair.probability,
            "why": pair.why,
            "compared_at": pair.proposed_at,
            "decided_at": pair.decided_at,
            "why_decided": pair.decided_why,
        }


def _needs(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """What they need, restricted or not, where we know it from, and what made us think of asking."""
    mine = {"council_id": council, "person_id__in": people}
    for need in models.Need.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Recorded need",
            "about": kind_of_need(council, need.code).label,
            "details": need.detail,
            "instruction": need.instruction,
            "for_advisers_only": need.sensitive,
            "service": need.service,
            "known_from": SOURCES.get(need.source, ""),
            "agreed": CONSENTS.get(need.consent, ""),
            "agreed_words": need.consent_words,
            "recorded_at": need.recorded_at,
            "asked_again_on": need.review_on,
            "looked_at_again_at": need.reviewed_at,
            "ended_at": need.ended_at,
            "ended_because": WHY_ENDED.get(need.ended_why, ""),
        }
    for exception in models.ServiceException.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Exception to online only",
            "service_code": exception.service,
            "reason": exception.reason,
            "words": exception.words,
            "given_at": exception.granted_at,
            "ended_at": exception.ended_at,
        }
    for sign in models.NeedSign.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Something that may mean a need",
            "seen": SIGNS[sign.sign][1] if sign.sign in SIGNS else "",
            "how_often": sign.times,
            "last_at": sign.last_at,
            "asked_at": sign.answered_at,
        }


def _erase(council: int, people: list[int]) -> int:
    with transaction.atomic():
        return erase_people(council, people)


register(
    Holding(
        name="people",
        label="Name, date of birth, contact details, addresses, needs and preferences",
        keep="Until two years after the last thing you asked us for is finished",
        export=_export,
        erase=_erase,
        last=True,
        active=queries.active,
    )
)
