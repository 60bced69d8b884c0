"""What this domain holds on people: for subject access and erasure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.actions.erase import erase_people, expire, expire_needs
from frontdesk.domains.people.queries import called
from frontdesk.domains.people.queries.helping import kind_of_need
from frontdesk.domains.people.rules.reasons import HOWS
from frontdesk.domains.people.rules.signs import SIGNS
from frontdesk.domains.people.types.accounts import CHECKS, STOPPED, TROUBLES
from frontdesk.domains.people.types.acting import ORGANISATIONS, evidence_name, kin_name
from frontdesk.domains.people.types.deaths import PROOFS
from frontdesk.domains.people.types.needs import CONSENTS, SOURCES, WHY_ENDED
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain


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
    yield from _deaths(council, people)
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
    for proof in models.IdentityProof.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Proof of who you are",
            "how": queries.as_proof(proof).words,
            "how_sure": proof.level,
            "channel": proof.channel,
            "on": proof.proved_on,
            "holds_until": proof.until,
            "recorded_at": proof.recorded_at,
            "ended_at": proof.ended_at,
            "why_it_ended": proof.ended_why,
        }
    for one in models.AccountHelp.objects.filter(**mine).order_by("id"):
        yield {
            "what": "Help with your account",
            "with": TROUBLES[one.kind].name if one.kind in TROUBLES else one.kind,
            "how_we_checked_who_you_are": CHECKS[one.checked].name if one.checked in CHECKS else one.checked,
            "channel": one.channel,
            "sign_in": sign_ins.email_of(one.user_id) if one.user_id else "",
            "new_email": one.new_email,
            "started_at": one.started_at,
            "could_be_finished_from": one.ready_at,
            "last_sent_at": one.sent_at,
            "finished_at": one.done_at,
            "stopped_at": one.stopped_at,
            "why_stopped": STOPPED.get(one.stopped_why, ""),
            "used_again_at": one.used_at,
            "somebody_said_it_was_not_them_at": one.denied_at,
            "we_looked_into_it_at": one.settled_at,
            "what_we_did": one.settled_words,
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
            "how_likely": join.probability,
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
    yield from _acting(council, people)


def _acting(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Who acts for whom, and how people stand to each other; others by name, unless their record is restricted."""
    mine = set(people)
    for organisation in models.Organisation.objects.filter(council_id=council, person_id__in=people):
        kind_of = ORGANISATIONS.get(organisation.kind, organisation.kind)
        yield {"what": "Organisation", "kind": kind_of, "recorded_at": organisation.recorded_at}
    given = models.Authority.objects.filter(Q(person_id__in=people) | Q(by_id__in=people), council_id=council)
    kin = models.Relation.objects.filter(Q(person_id__in=people) | Q(other_id__in=people), council_id=council)
    authorities, relations = list(given.order_by("id")), list(kin.order_by("id"))
    others = {a.by_id if a.person_id in mine else a.person_id for a in authorities}
    others |= {r.other_id if r.person_id in mine else r.person_id for r in relations}
    names = called(Actor.nobody(council), [each for each in others if each is not None])
    for one in authorities:
        other = one.by_id if one.person_id in mine else one.person_id
        hidden = other in names and names[other].hidden  # what was written of both may tell of the restricted one
        yield {
            "what": "Somebody may act for you" if one.person_id in mine else "You may act for somebody",
            "who": names[other].name if other in names else one.email,
            "evidence": evidence_name(one.evidence),
            "member_as": one.role,
            "services": ", ".join(one.services) or "All",
            "only_to_look": one.sees_only,
            "from": one.since,
            "until": one.until,
            "why_it_has_no_end": "" if hidden else one.why_no_end,
            "words": "" if hidden else one.words,
            "asked_by_email": "" if hidden else one.email,
            "who_is_told": one.tells,
            "recorded_at": one.recorded_at,
            "confirmed_at": one.confirmed_at,
            "ended_at": one.ended_at,
            "why_it_ended": "" if hidden else one.ended_why,
        }
    for each in relations:
        here = each.person_id in mine
        other = each.other_id if here else each.person_id
        yield {
            "what": "Relation",
            "you_are": kin_name(each.kind, here=here),
            "of": names[other].name,
            "since": each.since,
            "until": each.until,
            "source": each.source,
            "recorded_at": each.recorded_at,
            "ended_at": each.ended_at,
        }


def _deaths(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    for death in models.Death.objects.filter(council_id=council, person_id__in=people).order_by("id"):
        yield {
            "what": "We were told of a death",
            "told_at": death.said_at,
            "how": death.source,
            "died_on": death.died_on,
            "evidence": PROOFS.get(death.evidence, death.evidence),
            "words": death.words,
            "recorded_at": death.recorded_at,
            "taken_back_at": death.ended_at,
            "why_taken_back": death.ended_why,
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
        label="Name, date of birth, contact details, addresses, needs, preferences, and who acts for whom",
        keep="Until two years after the last thing you asked us for is finished",
        export=_export,
        erase=_erase,
        last=True,
        active=queries.active,
    )
)
retain(RecordClass("people", expire))
retain(RecordClass("needs", expire_needs))
