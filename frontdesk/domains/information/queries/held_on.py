"""What data protection holds on a person, for their copy of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.information import models
from frontdesk.domains.information.rules.register import purposes
from frontdesk.domains.information.types import FOR_COLLEAGUES, IDENTITIES, KINDS, OUTCOMES
from frontdesk.kernel.references import show_reference


def held_on(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """One plain record for each case of these people, oldest first; legal holds, and what they agreed to."""
    people = list(people)
    for row in models.RightsCase.objects.filter(council_id=council, person_id__in=people).order_by("id"):
        texts = models.RightsText.objects.filter(council_id=council, case=row).order_by("id")
        events = models.RightsEvent.objects.filter(council_id=council, case=row).order_by("at", "id")
        copies = models.RightsCopy.objects.filter(council_id=council, case=row).order_by("id")
        told = models.RightsTold.objects.filter(council_id=council, case=row).order_by("id")
        yield {
            "what": KINDS[row.kind][0],
            "reference": show_reference(row.reference),
            "channel": row.channel,
            "asked_for_you_by": row.on_behalf,
            "received_at": row.received_at,
            "due_on": row.due_on,
            "answered_in_time": row.kept,
            "more_time_was_taken": row.extended,
            "how_you_showed_who_you_are": IDENTITIES.get(row.identity, ""),
            "shown_at": row.identity_at,
            "outcome": OUTCOMES.get(row.outcome, ""),
            "ground": row.ground,
            "closed_at": row.closed_at,
            "words": [
                {"at": each.at, "kind": each.kind, "by_you": each.by_customer, "text": each.body}
                for each in texts
                if each.kind not in FOR_COLLEAGUES
            ],
            "notes_of_colleagues": [each.body for each in texts if each.kind in FOR_COLLEAGUES and each.body],
            "clock": [{"at": each.at, "kind": each.kind, "why": each.name, "months": each.by} for each in events],
            "copies": [
                {
                    "asked_at": each.asked_at,
                    "made_at": each.made_at,
                    "given_at": each.released_at,
                    "fetched_until": each.ends_at,
                }
                for each in copies
            ],
            "told": [{"whom": each.code, "why": each.why, "told_at": each.told_at, "how": each.how} for each in told],
        }
    yield from _beside(council, people)


def _beside(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    """Legal holds on them, and what they agreed to."""
    for hold in models.LegalHold.objects.filter(council_id=council, person_id__in=people).order_by("id"):
        yield {
            "what": "A legal hold on what we keep about you",
            "why": hold.why,
            "since": hold.made_at,
            "until": hold.until,
            "ended_at": hold.ended_at,
        }
    for said in models.Consent.objects.filter(council_id=council, person_id__in=people).order_by("at", "id"):
        purpose = purposes().get(said.purpose)
        yield {
            "what": "You agreed" if said.given else "You no longer agreed",
            "to": purpose.name if purpose else said.purpose,
            "on": said.channel,
            "words": purpose.words(said.wording) if purpose else "",
            "version_of_the_words": said.wording,
            "said_by": said.via,
            "at": said.at,
        }
